"""One table of signs is the only place with urgency: no other sentence of the product is milder, in either language.

Each clause of a sentence that names a sign and says what to do is compared with the sign's urgency in the table: the
sentences of the core, every part of every rule, the texts of the site's templates and code, and their Spanish.
"""

import ast
import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import fortnight
from fortnight.cli.reference import every_rule
from fortnight.healing import Urgency, all_rules
from fortnight.wording.load import LANGUAGES, sentences
from fortnight.wording.rule_words import PARTS, rule_words

WEB = Path(fortnight.__file__).parent / "web"
URGENCY = {sign.id: sign.urgency for sign in all_rules()}
ORDER = list(Urgency)

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "named-signs.toml").read_text("utf-8"))
NAMES: Mapping[str, Mapping[str, str]] = CASES["names"]
DOES = {Urgency(level): patterns for level, patterns in CASES["does"].items()}
# A text of the site as it stands in a template or in code.
_CALL = re.compile(r"_\((?P<text>'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")")


def milder(text: str, language: str) -> list[str]:
    """The signs that a text names with less than the table says."""
    weaker = []
    for clause in re.split(r"(?<=[.;?])\s+|\n", text):
        does = [level for level in ORDER if level in DOES and re.search(DOES[level][language], clause, re.IGNORECASE)]
        named = [sign for sign, names in NAMES.items() if re.search(names[language], clause, re.IGNORECASE)]
        if does:
            weaker += [f"{sign}: {clause}" for sign in named if _weaker(min(does, key=ORDER.index), URGENCY[sign])]
    return weaker


def _weaker(level: Urgency, than: Urgency) -> bool:
    """Who is told to call is told enough for a crisis and a poisoning too."""
    return not (level.calls_now and than.calls_now) and ORDER.index(level) > ORDER.index(than)


@cache
def texts(language: str) -> tuple[tuple[str, str], ...]:
    """Every text of the product in a language, with where it stands."""
    return (*_of_the_core(language), *(_of_the_site() if language == "en" else _translated()))


def _of_the_core(language: str) -> Iterator[tuple[str, str]]:
    yield from ((name, text) for name, (text, _) in sentences(language).items())
    for rule in every_rule():
        for part in PARTS - {"also"}:
            words = getattr(rule, part, "") if language == "en" else rule_words(language)[rule.id].get(part, "")
            if words and isinstance(words, str):
                yield f"{rule.id} {part}", words


def _of_the_site() -> Iterator[tuple[str, str]]:
    for path in sorted(WEB.rglob("*")):
        if path.suffix in (".html", ".txt", ".py"):
            for match in _CALL.finditer(path.read_text("utf-8")):
                yield f"{path.relative_to(WEB)}", str(ast.literal_eval(match["text"]))


def _translated() -> Iterator[tuple[str, str]]:
    with (WEB / "locale/es/LC_MESSAGES/django.po").open("rb") as file:
        for message in read_po(file):
            for words in [message.string] if isinstance(message.string, str) else message.string or ():
                yield str(message.id), words


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_milder_than_the_table(language: str) -> None:
    weaker = [(where, sign) for where, text in texts(language) for sign in milder(text, language)]
    assert weaker == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sign_that_is_compared_is_named_in_its_own_words(language: str) -> None:
    own = {where.split()[0]: text for where, text in texts(language) if where.endswith(" says")}
    assert [sign for sign, names in NAMES.items() if not re.search(names[language], own[sign], re.IGNORECASE)] == []


def test_all_that_must_be_called_for_is_compared() -> None:
    unnamed = {sign for sign, level in URGENCY.items() if level.calls_now} - set(NAMES)
    assert unnamed == {"sign-fever-and-very-unwell", "sign-after-numbing-cream"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Fever, swelling of the eyes or lips: see a doctor today."),
        ("en", "Anything about your breathing, such as trouble breathing: see a doctor."),
        ("en", "An eye that hurts may wait until the clinic opens: ask your clinic."),
        ("en", "Somebody swallowed it: see a doctor today."),
        ("en", "Pus: ask your clinic."),
        ("es", "Fiebre o labios que se hinchan: ve hoy al médico."),
        ("es", "Si te cuesta respirar, pregunta a tu clínica."),
    ],
)
def test_a_sentence_that_lowers_an_emergency_is_met(language: str, text: str) -> None:
    assert len(milder(text, language)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "If it is hard to breathe: call the emergency number now. Pus: see a doctor today.",
        "See a doctor today. Call at once if your sight changes.",
        "Redness that grows: see a doctor today.",
        "Swelling around the eyes usually goes in two days.",
    ],
)
def test_a_sentence_that_says_what_the_table_says_is_not(text: str) -> None:
    assert milder(text, "en") == []
