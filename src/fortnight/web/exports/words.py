"""What a person told, in the reader's words: the questions with their answers, a place, how a sign went."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fortnight.person.model import Setting
from fortnight.web.checkins.models import DayPart, RungTrial, SkinCheckIn
from fortnight.web.checkins.words import lines_of, thing_words
from fortnight.web.healing.models import Alarm
from fortnight.web.me.about import QUESTIONS, TONES

_PLACES: Mapping[str, Promise] = {Setting.CLINIC.value: _("In a clinic"), Setting.HOME.value: _("At home")}
_OUTCOMES: Mapping[str, Promise] = {
    Alarm.DOCTOR: _("saw a doctor"),
    Alarm.OVER: _("it passed"),
    Alarm.MISTAKEN: _("it was something else"),
    Alarm.CLOSED: _("closed by the clinic"),
}
_PARTS: Mapping[str, Promise] = {DayPart.MORNING.value: _("Morning"), DayPart.EVENING.value: _("Evening")}
_TRIALS: Mapping[str, Promise] = {RungTrial.CALM: _("Its spot stayed calm."), RungTrial.REACTED: _("It reacted")}
_WISHES = frozenset({"vegan", "fragrance_free"})


def facts_in_words(facts: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Every question that was answered, and the answer; what somebody likes to buy is nothing for a doctor."""
    answered = [row for row in QUESTIONS if row.field not in _WISHES and isinstance(facts.get(row.field), bool)]
    rows = [(str(row.words), gettext("Yes") if facts[row.field] else gettext("No")) for row in answered]
    tone, age, allergies = facts.get("skin_tone"), facts.get("age"), facts.get("allergies")
    if tone:
        rows.append((gettext("Skin tone"), str(dict(TONES).get(tone, tone))))
    if age is not None:
        rows.append((gettext("Age"), str(age)))
    if allergies:
        rows.append((gettext("Allergies"), ", ".join(map(str, allergies))))
    return tuple(rows)


def place_words(setting: str) -> str:
    """Where a treatment was done, in words; empty where nobody knows."""
    return str(_PLACES.get(setting, ""))


def outcome_words(outcome: str) -> str:
    """How a sign went, in words; empty where nobody has said."""
    return str(_OUTCOMES.get(outcome, ""))


def checkin_words(row: SkinCheckIn) -> str:
    """What was told in a check-in, after the part of the day."""
    return ". ".join((str(_PARTS[row.part]), *lines_of(row)))


def tried_words(trial: RungTrial) -> str:
    """That an active was used for the first time."""
    return gettext("First use: %(name)s") % {"name": thing_words(trial.rung)}


def trial_words(trial: RungTrial) -> str:
    """What came of a first use; empty where nobody has said."""
    return str(_TRIALS.get(trial.outcome, "")).rstrip(".")
