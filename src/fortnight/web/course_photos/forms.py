"""What comes with a photo of the course, and how long photos are to stay."""

from django import forms

from fortnight.web.course_photos.models import FaceSide
from fortnight.web.course_photos.words import TERMS


class CoursePhotoForm(forms.Form):
    """Which side is on a photo, and whether something on it was covered on the device."""

    side = forms.ChoiceField(choices=FaceSide.choices)
    covered = forms.BooleanField(required=False)


class TermForm(forms.Form):
    """After how many days photos go; nothing: only when their person deletes them."""

    days = forms.ChoiceField(choices=[(value, value) for value in TERMS if value] + [("never", "never")])

    @property
    def term(self) -> int | None:
        """The number of days, or None."""
        value = self.cleaned_data["days"]
        return None if value == "never" else int(value)
