"""`fortnight expected`: what is usual on a day, by depth and skin tone, in words or as JSON."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from fortnight.cli.options import AsJson, Language

if TYPE_CHECKING:
    from fortnight.healing.expected_model import Expected, Sensation

TheDay = Annotated[int, typer.Option("--day", min=1, help="The day, from 1; 1 is the treatment day.")]
Depth = Annotated[
    float | None, typer.Option("--depth", metavar="MM", help="How deep the needles went, in millimetres.")
]
Tone = Annotated[str | None, typer.Option("--tone", metavar="I-VI", help="Skin tone on the Fitzpatrick scale.")]
Place = Annotated[str | None, typer.Option("--area", help="face, eyes, neck, scalp or body.")]
_TIERS = ("usual", "less_usual", "not_usual")


def expected(
    day: TheDay,
    depth: Depth = None,
    tone: Tone = None,
    area: Place = None,
    language: Language = None,
    as_json: AsJson = False,
) -> int:
    """Show what is usual on a day, and what is not.

    Without --depth only what is usual at 0.5 mm counts as usual. It says what people usually have and whom to ask; it
    is no diagnosis.
    """
    from fortnight.cli.terminal import tell, tell_json
    from fortnight.healing.depth import Area, depth_of
    from fortnight.healing.expected import expected as usual
    from fortnight.person.model import SkinTone
    from fortnight.wording.load import known_language

    spoken = known_language(language or "")
    day_report = usual(day, depth_of(depth), _one_of(SkinTone, tone), _one_of(Area, area), spoken)
    if as_json:
        tell_json(expected_values(day_report, spoken))
    else:
        tell(_text(day_report, spoken))
    return 0


def expected_values(day_report: "Expected", language: str) -> dict[str, Any]:
    """What is usual, as plain values for JSON."""
    return {
        "day": day_report.day,
        "depth": str(day_report.depth),
        "tone": day_report.tone,
        "area": day_report.area,
        "sentence": day_report.sentence,
        "rule": day_report.headline.id,
        "sources": list(day_report.sources),
        "evidence": [str(kind) for kind in day_report.evidence],
        **{tier: [_sensation(sensation, language) for sensation in getattr(day_report, tier)] for tier in _TIERS},
        "notes": [{"rule": note.id, "says": _words(note, "says", language)} for note in day_report.notes],
    }


def _sensation(sensation: "Sensation", language: str) -> dict[str, Any]:
    parts = ("name", "says", "on_darker_skin", "helps", "advisor", "doctor")
    return {
        "rule": sensation.id,
        **{part: _words(sensation, part, language) for part in parts},
        "signs": list(sensation.signs),
    }


def _text(day_report: "Expected", language: str) -> str:
    from fortnight.wording.load import say

    lines = [day_report.sentence]
    for tier in _TIERS:
        names = ", ".join(_words(sensation, "name", language) for sensation in getattr(day_report, tier))
        if names:
            lines.append(f"{say(f'tier-{tier}'.replace('_', '-'), language)}: {names}")
    lines += [_words(note, "says", language) for note in day_report.notes]
    return "\n".join(lines)


def _words(rule: Any, part: str, language: str) -> str:
    from fortnight.wording.rule_words import told

    return told(rule.id, part, language) or str(getattr(rule, part))


def _one_of(kind: Any, value: str | None) -> Any:
    from fortnight.errors import UsageError, did_you_mean

    if value is None:
        return None
    members = {member.value.casefold(): member for member in kind}
    if value.casefold() not in members:
        raise UsageError(f'"{value}" is unknown', did_you_mean(value, [member.value for member in kind]))
    return members[value.casefold()]
