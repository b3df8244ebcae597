"""The parts of "About me" as the page shows them: a line each, with the answers so far."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext

from fortnight.web.me.about import AREAS, GROUPS, PURPOSES, TONES, QuestionGroup, Words
from fortnight.web.me.forms import AboutForm
from fortnight.web.words.countries import countries

_YOU = ("name", "age", "country", "area", "purpose")
_CHOSEN = {"area": dict(AREAS), "purpose": dict(PURPOSES)}
_BESIDE = {"skin": "skin_tone", "allergies": "allergies"}


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutPart:
    """A part that opens: its id, what it is called, what was told in it (empty: nothing), whether something is wrong.

    `group` are its statements; None for the part about the person.
    """

    id: str
    words: Words
    answer: str
    wrong: bool
    group: QuestionGroup | None = None


def about_parts(form: AboutForm) -> list[AboutPart]:
    """All parts in their order."""
    you = AboutPart(id="you", words=gettext("You"), answer=_joined(_of_person(form)), wrong=_is_wrong(form, _YOU))
    return [you, *(_part(form, group) for group in GROUPS)]


def _part(form: AboutForm, group: QuestionGroup) -> AboutPart:
    names = [question.field for question in group.questions]
    if group.id in _BESIDE:
        names.append(_BESIDE[group.id])
    return AboutPart(
        id=group.id,
        words=group.words,
        answer=_joined(_of_group(form, group)),
        wrong=_is_wrong(form, names),
        group=group,
    )


def _of_person(form: AboutForm) -> Iterator[str]:
    for name in _YOU:
        value = str(form[name].value() if form[name].value() is not None else "").strip()
        match name:
            case "country":
                yield countries().get(value, "")
            case "area" | "purpose":
                yield str(_CHOSEN[name].get(value, "")) if value else ""
            case _:
                yield value


def _of_group(form: AboutForm, group: QuestionGroup) -> Iterator[str]:
    if group.id == "allergies":
        yield from str(form["allergies"].value() or "").splitlines()
    ticked = [question for question in group.questions if form[question.field].value() == "yes"]
    yield from (str(question.words) for question in ticked)
    if group.id == "skin" and (tone := form["skin_tone"].value()):
        yield str(dict(TONES).get(tone, ""))
    if form[group.none].value() and not ticked:
        yield gettext("none of these")


def _joined(words: Iterator[str]) -> str:
    return " · ".join(word for word in words if word)


def _is_wrong(form: AboutForm, names: list[str] | tuple[str, ...]) -> bool:
    return any(name in form.errors for name in names)
