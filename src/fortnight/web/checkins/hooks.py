"""What a check-in tells those above it: the conversation joins here."""

from collections.abc import Sequence

from fortnight.healing.model import Sign
from fortnight.web.checkins.models import SkinCheckIn
from fortnight.web.ground.hooks import Hook

signs_told: Hook[[SkinCheckIn, Sequence[Sign], str], bool] = Hook()
"""A check-in that is stored tells, in these words, of signs that must not wait; whether the clinic has been told."""
