"""What a tick has to look like. One from a clock that runs ahead counts as of now."""

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from fortnight.guide.model import LAST_DAY, Time
from fortnight.web.accounts.models import Person
from fortnight.web.journal.queries import is_step


class TickForm(forms.Form):
    """One tick: which step of which day and course, done or taken back, and from the device its id and the moment."""

    def __init__(self, *args: Any, person: Person, **more: Any) -> None:
        super().__init__(*args, **more)
        self._person = person

    course = forms.IntegerField(required=False)
    day = forms.IntegerField(min_value=1, max_value=LAST_DAY)
    time = forms.ChoiceField(choices=[(time.value, time.value) for time in Time])
    care = forms.SlugField(max_length=40)
    done = forms.ChoiceField(choices=[("1", "1"), ("0", "0")])
    id = forms.UUIDField(required=False)
    at = forms.DateTimeField(required=False)

    def clean_id(self) -> uuid.UUID:
        """The device's id for this tick, or a new one."""
        return self.cleaned_data["id"] or uuid.uuid4()

    def clean_at(self) -> dt.datetime:
        """The moment of the tick, no later than now."""
        now = timezone.now()
        at: dt.datetime = self.cleaned_data["at"] or now
        return min(at, now)

    @override
    def clean(self) -> dict[str, Any]:
        """The tick, if the guide has such a step."""
        values: dict[str, Any] = super().clean() or {}
        if not self.errors and not is_step(self._person, values["day"], values["time"], values["care"]):
            raise forms.ValidationError(_("The guide has no such step on that day."))
        return values
