"""How the clinic looks on every page: its name, its logo, and the address of the few lines of style with its colours.

Somebody's own page knows their clinic already. For all others, and for the desk, what is found is remembered in the
process for half a minute, so that no page asks for it anew; a change is seen at once where it was made.
"""

import re
import time
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from fortnight.web.accounts.models import Clinic, Person, User
from fortnight.web.accounts.queries import clinic
from fortnight.web.accounts.roles import Role
from fortnight.web.shell import offers
from fortnight.web.shell.colours import GROUNDS, HEX, Scheme, judged, written_on

_UNNAMED = "Fortnight"
_REMEMBERED_SECONDS = 30.0
_VERSION = re.compile(r"([0-9a-f]{6})-([0-9a-f]{6})")


@dataclass(frozen=True, slots=True, kw_only=True)
class LogoImage:
    """Where the logo is, and how large."""

    address: str
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Accents:
    """The clinic's colours, or ours, for what cannot ask for the style: an e-mail."""

    light: str
    on_light: str
    dark: str
    on_dark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameLook:
    """What the frame of a page needs. `name` is empty for a house without one, `style` for one with our colours.

    `nobody_told` says that a missed promise could be told to nobody, since there is no lead and no owner.
    """

    name: str
    logo: LogoImage | None
    style: str
    accents: Accents
    nobody_told: bool = False


_remembered: dict[str, Any] = {"until": 0.0, "look": None}


def look_for(person: Person | None) -> FrameLook:
    """How the clinic looks to whoever asks."""
    if person:
        return _look(person.clinic)
    if time.monotonic() > _remembered["until"]:
        users = User.objects.filter(is_staff=True, is_active=True, role__in=(Role.LEAD.value, Role.OWNER.value))
        staff = User.objects.filter(is_staff=True)
        _remembered["look"] = _look(clinic(), nobody_told=staff.exists() and not users.exclude(email="").exists())
        _remembered["until"] = time.monotonic() + _REMEMBERED_SECONDS
    frame_look: FrameLook = _remembered["look"]
    return frame_look


def forget() -> None:
    """Look it up again on the next page: something in it has changed."""
    offers.forget()
    _remembered["until"] = 0.0


def _look(house: Clinic, *, nobody_told: bool = False) -> FrameLook:
    logo = house.logo or None
    return FrameLook(
        name="" if house.name == _UNNAMED else house.name,
        logo=LogoImage(address=reverse("clinic-logo", args=[logo["key"]]), width=logo["width"], height=logo["height"])
        if logo
        else None,
        style=reverse("clinic-style", args=[version(house.accents)]) if house.accents else "",
        accents=_accents(house.accents),
        nobody_told=nobody_told,
    )


def accents() -> Accents:
    """The clinic's colours, or ours where it has none."""
    return look_for(None).accents


def _accents(chosen: dict[str, str]) -> Accents:
    light, dark = (chosen.get(scheme) or GROUNDS[scheme].accent for scheme in Scheme)
    return Accents(light=light, on_light=written_on(light), dark=dark, on_dark=written_on(dark))


def addresses() -> list[str]:
    """The addresses of the clinic's style and logo, for those who keep pages on a device."""
    look = look_for(None)
    return [address for address in (look.style, look.logo.address if look.logo else "") if address]


def version(accents: dict[str, str]) -> str:
    """The version of the style: the colours themselves, so that an address always gives the same lines."""
    colours = (accents.get(scheme) or GROUNDS[scheme].accent for scheme in Scheme)
    return "-".join(colour.removeprefix("#") for colour in colours)


def style_of(name: str, accents: dict[str, str]) -> str | None:
    """The style sheet of a version; None for any but that of these colours, or one that would be hard to read."""
    match = _VERSION.fullmatch(name)
    if not match or not accents or name != version(accents):
        return None
    light, dark = f"#{match[1]}", f"#{match[2]}"
    if not all(
        HEX.fullmatch(colour) and judged(colour, scheme).passes
        for colour, scheme in ((light, Scheme.LIGHT), (dark, Scheme.DARK))
    ):
        return None
    return (
        f":root {{ --accent: {light}; --on-accent: {judged(light, Scheme.LIGHT).on}; }}\n"
        f"@media (prefers-color-scheme: dark) {{\n"
        f"  :root {{ --accent: {dark}; --on-accent: {judged(dark, Scheme.DARK).on}; }}\n}}\n"
    )
