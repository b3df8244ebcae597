"""The site in another language: every text has its translation, and the reader's language decides."""

import ast
import datetime as dt
import html
import re
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import allauth
import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from django.test import Client
from django.utils import translation

from fortnight.web.accounts.actions import change_person
from fortnight.web.accounts.models import Person
from fortnight.web.project import settings as ours
from fortnight.web.shelf.actions import add, ask
from fortnight.web.words import dates
from fortnight.web.words.numbers import said_decimal, said_length
from tests.web.addresses import addresses

SITE = Path("src/fortnight/web")
LANGUAGES = [code for code, _ in ours.LANGUAGES if code != "en"]
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
}
FIELD = re.compile(r"%\(\w+\)[sd]")
# Words that stand in nearly every English sentence and in no Spanish one.
ENGLISH = re.compile(r"\b(the|your|you|with|this|that|what|and|is|are|not|which|from|today)\b", re.IGNORECASE)
Text = str | tuple[str, ...]


def _of_the_site(language: str) -> dict[Text, Text]:
    return _texts(SITE / "locale" / language / "LC_MESSAGES/django.po")


def _texts(file: Path) -> dict[Text, Text]:
    """The texts of a catalogue in English, and what the translators made of them."""
    with file.open("rb") as written:
        return {_key(text.id): _key(text.string) for text in read_po(written, ignore_obsolete=True) if text.id}


def _key(text: str | Sequence[str] | None) -> Text:
    return text if isinstance(text, str) else tuple(text or ())


def _all(text: Text) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else text


@pytest.mark.parametrize("file", sorted(SITE.rglob("*.po")), ids=lambda file: "-".join(file.parts[-5::2]))
def test_what_django_reads_is_what_the_translators_wrote(file: Path) -> None:
    with file.with_suffix(".mo").open("rb") as compiled:
        read = {_key(text.id): _key(text.string) for text in read_mo(compiled) if text.id}
    assert read == _texts(file), "put right by: make texts"


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_what_the_sign_in_library_says_is_said_in_our_words(language: str) -> None:
    ours_of_it = _texts(SITE / "sign_in/locale" / language / "LC_MESSAGES/django.po")
    its_own = _texts(Path(allauth.__file__).parent / "locale/es/LC_MESSAGES/django.po")
    assert set(ours_of_it) == set(_texts(SITE / "sign_in/locale/en/LC_MESSAGES/django.po"))
    assert not set(ours_of_it) - set(its_own), "the library has other words now"
    fields = {
        text: set(FIELD.findall(str(wording))) - set(FIELD.findall(str(text))) for text, wording in ours_of_it.items()
    }
    assert not any(fields.values())
    with translation.override(language):
        assert translation.gettext("Send me a sign-in code") == ours_of_it["Send me a sign-in code"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_site_is_translated(language: str) -> None:
    places = ("**/templates/**.html", "**/templates/**.txt")
    options = {place: {"newstyle_gettext": "true", "trimmed": "true"} for place in places}
    ways = [("**.py", "python"), *((place, "jinja2") for place in places)]
    messages = extract_from_dir(SITE, ways, options, keywords=KEYWORDS)
    keys = {_key(text) for _, _, text, *_ in messages}
    texts = _of_the_site(language)
    missing = [text for text in keys if text and not all(_all(texts.get(text, "")))]
    assert not missing, f"make texts, then translate: {missing}"
    assert not set(texts) - keys, "make texts: these stand nowhere any more"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_keeps_the_fields_and_the_voice(language: str) -> None:
    wrong = []
    for text, translated in _of_the_site(language).items():
        fields = {tuple(sorted(FIELD.findall(form))) for form in _all(text)[-1:]}
        wrong += [form for form in _all(translated)[-1:] if {tuple(sorted(FIELD.findall(form)))} != fields]
        wrong += [
            form for form in _all(translated) if "!" in form or re.search(r"\b(segur[oa]s?|usted|su piel)\b", form)
        ]
        wrong += [
            form
            for form in _all(translated)
            if form != form.strip() or (form[-1] == ".") != (_all(text)[-1][-1] == ".")
        ]
    assert not wrong


def test_the_browser_s_language_decides_and_the_switch_overrides(client: Client, db: None) -> None:
    page = client.get("/", headers={"Accept-Language": "es-MX,es;q=0.9,en;q=0.5"})
    assert '<html lang="es"' in page.content.decode()
    assert "¿Cuándo fue el tratamiento?" in page.content.decode()
    assert '<html lang="en"' in client.get("/", headers={"Accept-Language": "fi"}).content.decode()
    client.post("/language/", {"language": "en", "next": "/"})
    page = client.get("/", headers={"Accept-Language": "es"})
    assert '<html lang="en"' in page.content.decode()


def test_a_person_s_choice_stays_in_their_row(visitor: tuple[Person, Client]) -> None:
    person, client = visitor
    client.post("/language/", {"language": "es", "next": "/today/"})
    person.refresh_from_db()
    assert person.language == "es"
    page = client.get("/today/").content.decode()
    assert "Día 3" in page
    assert "Esta mañana" in page


def _read(page: str) -> list[str]:
    """What of a page is read, and what is heard of it."""
    page = re.sub(r"<(script|style)\b.*?</\1>|<([a-z]+)[^>]*\blang=\"en\".*?</\2>", " ", page, flags=re.DOTALL)
    spoken = re.findall(r'(?:aria-label|alt|placeholder|title)="([^"]*)"', page)
    parts = (part.strip() for part in [*spoken, *re.split(r"<[^>]+>", page)])
    return [html.unescape(part) for part in parts if part]


def test_no_english_is_left_on_any_page(visitor: tuple[Person, Client]) -> None:
    person, client = visitor
    change_person(person, language="es")
    facts = {
        "name": "Iris",
        "allergies": "lanolina\nperro",
        "pregnant": "yes",
        "isotretinoin_now": "yes",
        "skin_tone": "VI",
    }
    changed = client.post("/me/about/", facts).content.decode()
    add(person, name="Suero Nocturno", label="Aqua, Retinol, Parfum, Qwertyol", kind="")
    add(person, name="Gel", label="Aqua, Glycerin, Panthenol", kind="cleanser")
    ask(person, name="Crema", label="Aqua, Glycolic Acid", kind="")
    pages = {"/me/about/ answered": changed}
    for path in (address.at(person) for address in addresses()):
        answer = client.get(path, headers={"Accept-Language": "es"})
        if "html" in answer.get("Content-Type", ""):
            pages[path] = answer.content.decode()
    left = {path: [part for part in _read(page) if len(ENGLISH.findall(part)) >= 2] for path, page in pages.items()}
    assert not sorted({part for parts in left.values() for part in parts})


# Words that were read as their opposite, and what of them is meant: a page that one leaves, a field that stays empty.
MISLEADING = {
    "en": re.compile(
        r"\bleave it\b(?! (?:out|empty|as it is|and come back))|\bleave in\b|\b(?:leave|left) alone\b|\buntil day\b"
        r"|\bsigns at the\b",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"\bdéjalo\b(?! (?:fuera|vací|entrar))|\bhasta el día\b|\bqué dejar\b|\bpodemos decírte"
        r"|\best[áé]n? (?:abiert|cerrad)[oa]s? para ti",
        re.IGNORECASE,
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_of_the_site_can_be_read_as_its_opposite(language: str) -> None:
    texts = _of_the_site(language)
    english = [text for key in texts for text in _all(key) if MISLEADING["en"].search(text)]
    others = [text for value in texts.values() for text in _all(value) if MISLEADING[language].search(text)]
    assert (english, others) == ([], [])


@pytest.mark.parametrize(
    ("language", "long", "dated", "short"),
    [
        ("en", "Sunday 29 November", "Sunday 29 November 2026", "Sun 29 Nov"),
        ("es", "domingo 29 de noviembre", "domingo 29 de noviembre de 2026", "dom 29 nov"),
    ],
)
def test_a_date_is_said_as_people_of_the_language_say_it(language: str, long: str, dated: str, short: str) -> None:
    day = dt.date(2026, 11, 29)
    with translation.override(language):
        assert (dates.said_date(day), dates.said_date(day, year=True), dates.short_date(day)) == (long, dated, short)


def test_words_that_stand_in_two_places_have_a_translation_for_each() -> None:
    with translation.override("es"):
        assert translation.gettext("From") == "De"
        assert translation.pgettext("a day", "From") == "Desde"
        assert translation.gettext("To") == "Para"
        assert translation.pgettext("versions", "To") == "A"
        assert translation.gettext("Previous") == "Anterior"


def test_no_text_hides_inside_a_formatted_string_where_it_is_not_gathered() -> None:
    hidden = [
        f"{file}:{call.lineno}"
        for file in sorted(SITE.rglob("*.py"))
        for formatted in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(formatted, ast.JoinedStr)
        for call in ast.walk(formatted)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in KEYWORDS
    ]
    assert hidden == []


def test_a_length_has_the_decimal_mark_of_its_reader() -> None:
    lengths = {}
    for language in ("en", "es"):
        with translation.override(language):
            lengths[language] = (said_length(Decimal("0.50")), said_decimal(4.52, 1))
    assert lengths == {"en": ("0.5 mm", "4.5"), "es": ("0,5 mm", "4,5")}
