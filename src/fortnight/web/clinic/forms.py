"""What an owner fills in: the house, its look, its hours and promise, new plans, a colleague.

What cannot be used is refused with words beside its field, and what was typed stays there.
"""

import datetime as dt
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from fortnight.guide.load import published_guide
from fortnight.web.accounts.models import Clinic
from fortnight.web.accounts.roles import Role
from fortnight.web.clinic.logo import Drawn, LogoRefusal, drawn
from fortnight.web.clinic.words import DAY_ONE, ROLES, spans_said, weekdays
from fortnight.web.shell.colours import GROUNDS, HEX, TEXT, Scheme, judged
from fortnight.web.words.countries import countries
from fortnight.web.words.numbers import said_decimal

_SPAN = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*(?:-|–|—|to|a)\s*(\d{1,2})(?:[:.h](\d{2}))?", re.IGNORECASE)
_DAY_MINUTES = 24 * 60
_MOST_HOLIDAYS = 40
_EMPTY_ROWS = 2
_MOST_NAMED = 3
_LONGEST_NAME = 80
_LONGEST_LINK = 300
_NO_LOGO = {
    LogoRefusal.EMPTY: _("That file is empty."),
    LogoRefusal.TOO_LARGE: _("That file is too large. A logo may have up to 1 MB and 16 million pixels."),
    LogoRefusal.DRAWING: _("We cannot accept SVG files because they can contain code. Save it as a PNG."),
    LogoRefusal.NO_PICTURE: _("We cannot read that image. Use a PNG, JPEG or WebP."),
    LogoRefusal.TOO_SMALL: _("That picture is too small. A logo has 24 pixels or more on each side."),
    LogoRefusal.MOVING: _("That image is animated. Use a still one."),
}


class HouseForm(forms.Form):
    """The name, where the clinic is, its phone, and in which language its team is written to."""

    name = forms.CharField(max_length=120, error_messages={"required": _("Enter the clinic’s name.")})
    zone = forms.CharField(max_length=64)
    country = forms.CharField(max_length=2, required=False)
    phone = forms.RegexField(
        r"[0-9+()/ .-]{3,40}",
        required=False,
        max_length=40,
        error_messages={"invalid": _("Enter a phone number, such as +44 20 7946 0000.")},
    )
    language = forms.ChoiceField(choices=[("", ""), *settings.LANGUAGES], required=False)

    def clean_zone(self) -> str:
        """A zone that there is."""
        zone: str = self.cleaned_data["zone"]
        if zone not in available_timezones():
            raise forms.ValidationError(gettext("Enter a time zone, such as Europe/London."))
        return zone

    def clean_country(self) -> str:
        """A country by its two notices, or none."""
        country: str = self.cleaned_data["country"].upper()
        if country and country not in countries():
            raise forms.ValidationError(gettext("Choose a country from the list."))
        return country


class LookForm(forms.Form):
    """A logo, and an accent for each scheme. Colours that could not be read are refused, with the nearest that can."""

    logo = forms.FileField(required=False, allow_empty_file=True)
    no_logo = forms.BooleanField(required=False)
    own = forms.BooleanField(required=False)
    light = forms.CharField(max_length=7, required=False)
    dark = forms.CharField(max_length=7, required=False)

    def clean_logo(self) -> Drawn | None:
        """The logo, re-encoded, or None where none was sent."""
        value = self.cleaned_data["logo"]
        if value is None:
            return None
        logo = drawn(value.read())
        if isinstance(logo, LogoRefusal):
            raise forms.ValidationError(str(_NO_LOGO[logo]))
        return logo

    def clean_light(self) -> str:
        """The accent on light paper."""
        return self._accent(Scheme.LIGHT)

    def clean_dark(self) -> str:
        """The accent on dark paper."""
        return self._accent(Scheme.DARK)

    def _accent(self, scheme: Scheme) -> str:
        colour: str = self.cleaned_data[scheme.value].strip().lower() or GROUNDS[scheme].accent
        if not self.cleaned_data.get("own"):
            return colour
        if not HEX.fullmatch(colour):
            raise forms.ValidationError(gettext("Enter a colour code such as #2f5d8a."))
        if words := refusal(colour, scheme):
            raise forms.ValidationError(words)
        return colour

    @property
    def accents(self) -> dict[str, str]:
        """The colours as they are kept; empty for ours."""
        values = self.cleaned_data
        return {scheme.value: values[scheme.value] for scheme in Scheme} if values["own"] else {}


def refusal(accent: str, scheme: Scheme) -> str:
    """Why an accent cannot be used, with the nearest colour that can; empty for a usable accent."""
    verdict = judged(accent, scheme)
    if verdict.passes:
        return ""
    if verdict.red:
        why = gettext("Red is kept for warnings, so buttons cannot be red.")
    else:
        values = {"has": said_decimal(min(verdict.against, verdict.within), 1), "needs": said_decimal(TEXT, 1)}
        why = (
            gettext("It is too close to the background: the contrast is %(has)s to 1, and text needs %(needs)s to 1.")
            % values
        )
    return why + " " + gettext("The closest readable colour is %(colour)s.") % {"colour": verdict.nearest}


class HoursForm(forms.Form):
    """When the clinic answers: by weekday, holidays, how many minutes of these hours an answer may take, when away."""

    promise_minutes = forms.IntegerField(min_value=5, max_value=60 * 200)
    away_on = forms.BooleanField(required=False)
    away = forms.CharField(max_length=600, required=False)

    def __init__(self, *args: Any, house: Clinic, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.house = house
        for day in range(7):
            field = forms.CharField(max_length=120, required=False)
            field.initial = spans_said(house.hours.get(str(day), []))
            self.fields[f"day{day}"] = field
        for name in ("promise_minutes", "away_on", "away"):
            self.fields[name].initial = getattr(house, name)
        self._rows = list(house.holidays) + [{}] * _EMPTY_ROWS
        self._holidays: list[dict[str, str]] = []

    @property
    def days(self) -> list[tuple[str, str, Any]]:
        """The days of the week: the field's name, its words, the field."""
        return [(f"day{at}", words, self[f"day{at}"]) for at, words in enumerate(weekdays())]

    @property
    def rows(self) -> list[tuple[int, str, str, str]]:
        """The holidays, and empty lines for more: number, first, last, name."""
        if self.is_bound:
            return list(self._holiday_rows())
        rows = enumerate(self._rows)
        return [(at, row.get("first", ""), row.get("last", ""), row.get("name", "")) for at, row in rows]

    def _holiday_rows(self) -> Iterator[tuple[int, str, str, str]]:
        for at in range(_MOST_HOLIDAYS):
            row = tuple(str(self.data.get(f"{part}-{at}", "")).strip() for part in ("first", "last", "name"))
            if any(row) or at < len(self._rows):
                yield at, row[0], row[1], row[2][:_LONGEST_NAME]

    @override
    def clean(self) -> dict[str, Any]:
        """The values, with each day's spans and the holidays as they are stored."""
        values: dict[str, Any] = super().clean() or {}
        hours: dict[str, list[list[str]]] = {}
        for day in range(7):
            try:
                spans = _spans(values.get(f"day{day}", ""))
            except forms.ValidationError as wrong:
                self.add_error(f"day{day}", wrong)
            else:
                if spans:
                    hours[str(day)] = spans
        try:
            holidays = sorted(
                (_holiday(*row) for row in self._holiday_rows() if any(row[1:])), key=lambda holiday: holiday["first"]
            )
        except forms.ValidationError as wrong:
            self.add_error(None, wrong)
            holidays = []
        return values | {"hours": hours, "holidays": holidays}

    @property
    def values(self) -> dict[str, Any]:
        """The values to be stored."""
        names = ("hours", "holidays", "promise_minutes", "away_on", "away")
        return {name: self.cleaned_data[name] for name in names}


def _spans(text: str) -> list[list[str]]:
    """The open spans of a day, in order. Raises: ValidationError for a span that is no time, goes back or overlaps."""
    spans: list[tuple[int, int]] = []
    for part in filter(None, (piece.strip() for piece in re.split(r"[,;]", text))):
        match = _SPAN.fullmatch(part)
        if not match:
            raise forms.ValidationError(
                gettext("“%(part)s” is not a time range. Use this format: 09:00-12:30, 14:00-18:00.") % {"part": part}
            )
        begins, ends = (int(match[at]) * 60 + int(match[at + 1] or 0) for at in (1, 3))
        if ends > _DAY_MINUTES or begins >= ends:
            raise forms.ValidationError(gettext("“%(part)s” ends before it starts.") % {"part": part})
        spans.append((begins, ends))
    spans.sort()
    if any(after[0] < before[1] for before, after in pairwise(spans)):
        raise forms.ValidationError(gettext("2 of these time ranges overlap."))
    return [[_clock(begins), _clock(ends)] for begins, ends in spans]


def _clock(minutes: int) -> str:
    """A time of the day; the end of the day is its last minute."""
    minutes = min(minutes, _DAY_MINUTES - 1)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _holiday(_at: int, first: str, last: str, name: str) -> dict[str, str]:
    try:
        begins = dt.date.fromisoformat(first)
        ends = dt.date.fromisoformat(last) if last else begins
    except ValueError:
        raise forms.ValidationError(
            gettext("Enter a first date. Add a last date if the holiday is longer than 1 day.")
        ) from None
    if ends < begins or (ends - begins).days > 366:
        raise forms.ValidationError(
            gettext("The last date must be on or after the first date, and within a year of it.")
        )
    return {"first": begins.isoformat(), "last": ends.isoformat(), "name": name}


class PlanForm(forms.Form):
    """What holds for new plans, and what the clinic names where the guide names a product."""

    day_one = forms.ChoiceField(choices=list(DAY_ONE.items()))
    cautious = forms.BooleanField(required=False)

    def __init__(self, *args: Any, house: Clinic, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("day_one", "cautious"):
            self.fields[name].initial = getattr(house, name)
        self._kept = house.products
        self.products: dict[str, Any] = {}

    @property
    def slots(self) -> list[dict[str, Any]]:
        """Each step at which the guide names a product: what it names, whether ours stand instead, lines to fill in."""
        return [self._slot(care.id) | {"care": care} for care in published_guide().care if care.named]

    def _slot(self, slot: str) -> dict[str, Any]:
        if self.is_bound:
            rows = [
                [self.data.get(f"{slot}-{part}-{at}", "") for part in ("name", "link")] for at in range(_MOST_NAMED)
            ]
            return {"instead": f"{slot}-instead" in self.data, "lines": list(enumerate(rows))}
        stored = self._kept.get(slot, {"instead": False, "named": []})
        lines = [[product["name"], product["link"]] for product in stored["named"]]
        lines += [["", ""]] * (_MOST_NAMED - len(lines))
        return {"instead": stored["instead"], "lines": list(enumerate(lines))}

    @override
    def clean(self) -> dict[str, Any]:
        """The values, with the products as they are kept."""
        values: dict[str, Any] = super().clean() or {}
        for slot in self.slots:
            named = [self._product(name.strip(), link.strip()) for _at, (name, link) in slot["lines"] if name or link]
            if named:
                self.products[slot["care"].id] = {"instead": slot["instead"], "named": named}
        return values | {"products": self.products}

    def _product(self, name: str, link: str) -> dict[str, str]:
        if not name:
            self.add_error(None, gettext("Enter a product name."))
        if len(name) > _LONGEST_NAME or len(link) > _LONGEST_LINK:
            self.add_error(None, gettext("That name or link is too long."))
        if link and not _is_web(link):
            self.add_error(
                None, gettext("“%(link)s” is not a web address. It must start with https://") % {"link": link[:80]}
            )
        return {"name": name, "link": link}


def _is_web(link: str) -> bool:
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return parts.scheme == "https" and "." in (parts.hostname or "") and not re.search(r"[\s\"'<>\\]", link)


class InvitationForm(forms.Form):
    """A colleague: their e-mail address, the name that clients read, their role."""

    email = forms.EmailField(
        error_messages={
            "invalid": _("Enter an email address in the correct format, like name@example.com."),
            "required": _("Enter an email address."),
        }
    )
    name = forms.CharField(max_length=80, error_messages={"required": _("Enter the name clients will see.")})
    role = forms.ChoiceField(choices=list(ROLES.items()), initial=Role.ADVISOR.value)
