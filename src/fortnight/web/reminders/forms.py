"""How a person wants to be reminded, and what a browser that takes reminders says of itself."""

import datetime as dt
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from django import forms
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from fortnight.web.mail.outgoing.schedule import is_quiet
from fortnight.web.reminders.push.delivery import bytes_of
from fortnight.web.reminders.push.encryption import AUTH_BYTES
from fortnight.web.reminders.push.endpoints import LONGEST, ForbiddenEndpointError, check

_NO_TIME = {"invalid": _("Enter a time like 07:30.")}


class ReminderForm(forms.Form):
    """The wishes. Times of day are on the person's own clock; a time that is not ticked is none."""

    email = forms.BooleanField(required=False)
    in_morning = forms.BooleanField(required=False)
    morning = forms.TimeField(required=False, error_messages=_NO_TIME)
    in_evening = forms.BooleanField(required=False)
    evening = forms.TimeField(required=False, error_messages=_NO_TIME)
    steps = forms.BooleanField(required=False)
    returns = forms.BooleanField(required=False)
    checkins = forms.BooleanField(required=False)
    sessions = forms.BooleanField(required=False)
    answers = forms.BooleanField(required=False)
    photos = forms.BooleanField(required=False)
    named = forms.BooleanField(required=False)
    quiet_from = forms.TimeField(required=False, error_messages=_NO_TIME)
    quiet_to = forms.TimeField(required=False, error_messages=_NO_TIME)

    @override
    def clean(self) -> dict[str, Any]:
        """The wishes: a time for each half of the day that is ticked, in order, outside of the quiet hours."""
        values: dict[str, Any] = super().clean() or {}
        for half in ("morning", "evening"):
            if not values.get(f"in_{half}"):
                values[half] = None
            elif half in values and values[half] is None:
                self.add_error(half, _("Enter a time like 07:30."))
        if not self.errors:
            self._check_order(values)
            self._check_quiet(values)
        return values

    def _check_order(self, values: dict[str, Any]) -> None:
        morning, evening = values["morning"], values["evening"]
        if morning and evening and morning >= evening:
            self.add_error("evening", _("The evening has to be later than the morning."))

    def _check_quiet(self, values: dict[str, Any]) -> None:
        begins, ends = values["quiet_from"], values["quiet_to"]
        if (begins is None) != (ends is None):
            self.add_error("quiet_from", _("Enter a start and an end for quiet hours, or leave both empty."))
        elif begins is not None and begins == ends:
            self.add_error("quiet_from", _("These quiet hours cover the whole day."))
        for half in ("morning", "evening"):
            if values.get(half) and is_quiet(values[half], begins, ends):
                self.add_error(half, _("This is within your quiet hours."))

    @property
    def wishes(self) -> dict[str, Any]:
        """What was wished for, by the fields of the row."""
        fields = {name: value for name, value in self.cleaned_data.items() if name not in ("in_morning", "in_evening")}
        return {name: _to_the_minute(value) for name, value in fields.items()}


def _to_the_minute(value: Any) -> Any:
    return value.replace(second=0, microsecond=0) if isinstance(value, dt.time) else value


class DeviceForm(forms.Form):
    """A browser's subscription: its push service's address and its two keys; `old` is the address it had before."""

    endpoint = forms.CharField(max_length=LONGEST)
    p256dh = forms.CharField(max_length=100)
    auth = forms.CharField(max_length=40)
    old = forms.CharField(max_length=LONGEST, required=False)

    def clean_endpoint(self) -> str:
        """The address, if it is one that may be asked from here."""
        endpoint: str = self.cleaned_data["endpoint"]
        try:
            check(endpoint)
        except ForbiddenEndpointError as error:
            raise forms.ValidationError(str(error)) from None
        return endpoint

    def clean_p256dh(self) -> str:
        """The public key, if it is a point of the curve."""
        raw: str = self.cleaned_data["p256dh"]
        try:
            ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), bytes_of(raw))
        except ValueError:
            raise forms.ValidationError("no key of P-256") from None
        return raw

    def clean_auth(self) -> str:
        """The secret, if it is as long as one."""
        raw: str = self.cleaned_data["auth"]
        try:
            fits = len(bytes_of(raw)) == AUTH_BYTES
        except ValueError:
            fits = False
        if not fits:
            raise forms.ValidationError("no secret of 16 bytes")
        return raw
