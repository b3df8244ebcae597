"""A check-in in words: its level, its answers, the levels and amounts as people say them."""

from collections.abc import Iterator, Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fortnight.guide.load import published_guide
from fortnight.healing.checkin_load import checkin_rules
from fortnight.healing.checkin_model import MOST_PAIN, CheckInLevel, Compared, Sleep
from fortnight.healing.expected_model import Amount, Measure, Tier
from fortnight.healing.ladder_model import RungState
from fortnight.healing.load import all_rules
from fortnight.web.checkins.chart import CourseChart
from fortnight.web.checkins.models import SkinCheckIn
from fortnight.web.checkins.queries import rung_names
from fortnight.web.words.rules import said, told
from fortnight.web.words.strip import span_words

MEASURES: Mapping[Measure, Promise] = {
    Measure.PAIN: _("Pain"),
    Measure.REDNESS: _("Redness"),
    Measure.SWELLING: _("Swelling"),
    Measure.HEAT: _("Warmth"),
    Measure.ITCH: _("Itch"),
    Measure.FLAKING: _("Flaking"),
}
AMOUNTS: Mapping[Amount, Promise] = {
    Amount.NONE: _("None"),
    Amount.A_LITTLE: _("A little"),
    Amount.CLEAR: _("Clear"),
    Amount.STRONG: _("Strong"),
}
COMPARED: Mapping[Compared, Promise] = {
    Compared.LESS: _("Less"),
    Compared.SAME: _("The same"),
    Compared.MORE: _("More"),
    Compared.SPREADING: _("It is spreading"),
}
SLEEP: Mapping[Sleep, Promise] = {
    Sleep.WELL: _("Well"),
    Sleep.BROKEN: _("With breaks"),
    Sleep.HARDLY: _("Hardly at all"),
}
LEVELS: Mapping[CheckInLevel, Promise] = {
    CheckInLevel.AS_EXPECTED: _("As expected"),
    CheckInLevel.KEEP_AN_EYE: _("Keep an eye on it"),
    CheckInLevel.PAUSE: _("Pause"),
    CheckInLevel.TELL_ADVISOR: _("Tell the advisor"),
    CheckInLevel.DOCTOR_TODAY: _("Doctor today"),
    CheckInLevel.NOW: _("Call now"),
}
TIERS: Mapping[Tier, Promise] = {
    Tier.USUAL: _("usual"),
    Tier.LESS_USUAL: _("less usual"),
    Tier.NOT_USUAL: _("not usual"),
}
STATES: Mapping[RungState, Promise] = {
    RungState.WAITING: _("later"),
    RungState.OPEN: _("may start today"),
    RungState.USED: _("tried"),
    RungState.PAUSED: _("paused"),
    RungState.REACTED: _("reacted"),
    RungState.CLOSED: _("not in these 14 days"),
}


def level_words(row: SkinCheckIn) -> str:
    """What a check-in came to, in one sentence."""
    return said(f"checkin-{row.level.replace('_', '-')}", day=row.day)


def lines_of(row: SkinCheckIn) -> Iterator[str]:
    """What was answered, in a line each: what is felt, how it compares, what is new, sleep, what was used, words."""
    answers = row.answers
    felt = [
        f"{MEASURES[measure]}: {amount_words(measure, answers[measure])}" for measure in Measure if measure in answers
    ]
    if felt:
        yield " · ".join(felt)
    if "compared" in answers:
        yield gettext("Beside yesterday: %(words)s") % {"words": COMPARED[Compared(answers["compared"])]}
    if things := [told(thing) for name in answers.get("new", ()) if (thing := checkin_rules().new.get(name))]:
        yield gettext("New: %(things)s") % {"things": "; ".join(things)}
    if "sleep" in answers:
        yield gettext("Slept: %(words)s") % {"words": SLEEP[Sleep(answers["sleep"])]}
    if used := used_words(row):
        yield gettext("Used: %(things)s") % {"things": ", ".join(used)}
    if words := answers.get("words"):
        yield f"“{words}”"


def amount_words(measure: Measure, value: object) -> str:
    """A measure's answer in words: pain out of ten, the others as an amount."""
    return f"{value}/{MOST_PAIN}" if measure is Measure.PAIN else str(AMOUNTS[Amount(str(value))])


def used_words(row: SkinCheckIn) -> list[str]:
    """What was ticked as used, in words: actives by their names, products by theirs."""
    names = rung_names()
    return [names.get(value, name) for value, name in row.ticked.items()]


def reasons_in_words(ids: list[str]) -> list[str]:
    """The sentences of the rules, new things and signs behind these ids, in their order; what is gone is left out."""
    rules = {**checkin_rules().rules, **checkin_rules().new, **{sign.id: sign for sign in all_rules()}}
    return [told(rules[name]) for name in ids if name in rules]


def strip_words(tiers: Sequence[Tier]) -> str:
    """The fourteen tiers of a sensation in a sentence: which days each holds for."""
    spans: list[tuple[Tier, int, int]] = []
    for day, tier in enumerate(tiers, 1):
        if spans and spans[-1][0] is tier:
            spans[-1] = (tier, spans[-1][1], day)
        else:
            spans.append((tier, day, day))
    return "; ".join(f"{span_words(first, last)}: {TIERS[tier]}" for tier, first, last in spans)


def chart_words(chart: CourseChart) -> str:
    """A chart in words: each day with its value and what is usual on it."""
    return "; ".join(_day_words(chart.measure, *row) for row in chart.rows)


def _day_words(measure: Measure, day: int, value: int, least: int, most: int) -> str:
    if measure is not Measure.PAIN:
        names = tuple(AMOUNTS.values())
        values = {"day": day, "value": names[value], "least": names[least], "most": names[most]}
    else:
        values = {"day": day, "value": value, "least": least, "most": most}
    if least == most:
        return gettext("day %(day)d: %(value)s (usual: %(most)s)") % values
    return gettext("day %(day)d: %(value)s (usual: %(least)s to %(most)s)") % values


def thing_words(thing: str) -> str:
    """Something that was used or done, in words: an active or an activity by its name, a product by its own."""
    activity = next((row for row in published_guide().activities if row.id == thing), None)
    return told(activity, "name") if activity else rung_names().get(thing, thing)
