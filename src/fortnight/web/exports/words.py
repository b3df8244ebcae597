"""What a person told, in the reader's words: the questions with their answers, a place, how a sign went."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fortnight.person.model import Setting
from fortnight.web.healing.models import Alarm
from fortnight.web.me.about import QUESTIONS, TONES

_PLACES: Mapping[str, Promise] = {Setting.CLINIC.value: _("In a clinic"), Setting.HOME.value: _("At home")}
_OUTCOMES: Mapping[str, Promise] = {
    Alarm.DOCTOR: _("saw a doctor"),
    Alarm.OVER: _("it passed"),
    Alarm.MISTAKEN: _("it was something else"),
    Alarm.CLOSED: _("closed by the clinic"),
}
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
