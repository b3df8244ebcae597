"""What a check-in has to look like. What is not answered is left out, and is never taken for "none"."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone

from fortnight.healing.checkin_load import checkin_rules
from fortnight.healing.checkin_model import MOST_PAIN, Compared, Sleep
from fortnight.healing.expected_model import Amount
from fortnight.web.checkins.models import RungTrial

LONGEST = 2_000
MOST_USED = 60
_LATEST_DAYS = 14
AMOUNTS = ("redness", "swelling", "heat", "itch", "flaking")


def _choice(kind: type[Amount | Compared | Sleep]) -> forms.ChoiceField:
    return forms.ChoiceField(required=False, choices=[(member.value, member.value) for member in kind])


class Several(forms.Field):
    """Some of the ids that there are; what is none of them is left out."""

    widget = forms.MultipleHiddenInput

    def __init__(self, **more: Any) -> None:
        super().__init__(required=False, **more)

    def clean(self, value: Any) -> list[str]:
        """The values that were sent, each once."""
        sent = [str(item) for item in value] if isinstance(value, list | tuple) else []
        return list(dict.fromkeys(item for item in sent if item))[:MOST_USED]


class CheckInForm(forms.Form):
    """One check-in: its answers, from the device its id and the moment, and the course that it belongs to."""

    pain = forms.IntegerField(required=False, min_value=0, max_value=MOST_PAIN)
    redness = _choice(Amount)
    swelling = _choice(Amount)
    heat = _choice(Amount)
    itch = _choice(Amount)
    flaking = _choice(Amount)
    compared = _choice(Compared)
    sleep = _choice(Sleep)
    new = Several()
    used = Several()
    words = forms.CharField(required=False, max_length=LONGEST)
    course = forms.IntegerField(required=False)
    id = forms.UUIDField(required=False)
    at = forms.DateTimeField(required=False)

    def clean_id(self) -> uuid.UUID:
        """The device's id for this check-in, or a new one."""
        return self.cleaned_data["id"] or uuid.uuid4()

    def clean_at(self) -> dt.datetime:
        """The moment of the check-in: no later than now, and not longer ago than a device may have been offline."""
        now = timezone.now()
        at: dt.datetime = self.cleaned_data["at"] or now
        return min(max(at, now - dt.timedelta(days=_LATEST_DAYS)), now)

    def clean_new(self) -> list[str]:
        """What is new, of the short list."""
        return [name for name in self.cleaned_data["new"] if name in checkin_rules().new]

    @property
    def answers(self) -> dict[str, Any]:
        """What was answered, as `healing.checkin_values` names it, but for what was used."""
        names = ("pain", *AMOUNTS, "compared", "sleep", "new", "words")
        values = {name: self.cleaned_data[name] for name in names}
        values["words"] = values["words"].strip()
        return {name: value for name, value in values.items() if value not in ("", None, [])}


class SpotForm(forms.Form):
    """What the spot looks like on the day after a first use."""

    outcome = forms.ChoiceField(choices=[(one, one) for one in RungTrial.OUTCOMES])


def filled(answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers of a check-in as its form shows them again."""
    return {name: answers.get(name) for name in ("pain", *AMOUNTS, "compared", "sleep", "words")} | {
        "new": list(answers.get("new", ())),
        "used": list(answers.get("used", ())),
    }
