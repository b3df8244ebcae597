"""What is said of a photo of the course: its side, its day, what makes it hard to compare, how long it stays."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fortnight.web.course_photos.likeness import PhotoRemark
from fortnight.web.course_photos.models import FaceSide

SIDES: Mapping[str, Promise] = {
    FaceSide.FRONT: _("Front"),
    FaceSide.LEFT: _("Left side"),
    FaceSide.RIGHT: _("Right side"),
}
TURNS: Mapping[str, Promise] = {
    FaceSide.FRONT: _("Look straight into the camera."),
    FaceSide.LEFT: _("Turn your head so that your left cheek faces the camera."),
    FaceSide.RIGHT: _("Turn your head so that your right cheek faces the camera."),
}
REMARKS: Mapping[str, tuple[Promise, Promise]] = {
    PhotoRemark.DARK: (_("Too dark to compare."), _("Turn to a window, or switch on a lamp.")),
    PhotoRemark.BRIGHT: (
        _("Too bright to compare."),
        _("Step back from the lamp, or turn a little away from the window."),
    ),
    PhotoRemark.BLURRED: (_("Blurred."), _("Wipe the lens, hold still and tap on your face to focus.")),
    PhotoRemark.LIGHT: (
        _("The light is not the same as last time."),
        _("Redness can look stronger or weaker for that reason alone."),
    ),
    PhotoRemark.FURTHER: (_("Further away than last time."), _("Come closer until your face fills the outline.")),
    PhotoRemark.NEARER: (_("Closer than last time."), _("Move back until your face fits into the outline.")),
    PhotoRemark.TILTED: (_("Tilted, unlike last time."), _("Hold the head and the camera as upright as last time.")),
}
"""What stands in the way, and what to do about it."""
TERMS: Mapping[str, Promise] = {
    "30": _("after 30 days"),
    "90": _("after 90 days"),
    "365": _("after a year"),
    "": _("only when I delete them"),
}
"""How long photos stay, by the value of the form."""


def day_words(day: int) -> str:
    """A day of the course as it stands under a photo; before the first day, by how many days before."""
    if day >= 1:
        return gettext("Day %(day)d") % {"day": day}
    return gettext("Before (day %(day)d)") % {"day": day}


def place_words(day: int, side: str) -> str:
    """The day and the side of a photo: "Day 3, left side"."""
    return gettext("%(day)s, %(side)s") % {"day": day_words(day), "side": str(SIDES[side]).lower()}
