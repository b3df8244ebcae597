"""What a person told about their skin, and what came back: check-ins, first uses, and days said to be calm again.

A part of a day has one check-in. It can be corrected, and what it said before stays beside it (`before`), so that a
calmer answer never hides a worse one. Days are base 1, as the clinic counts them.
"""

import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone

from fortnight.healing.checkin_model import CheckInLevel
from fortnight.web.accounts.models import Person, Treatment, User

_LEVELS = tuple(CheckInLevel)


class DayPart(models.TextChoices):
    """The two parts of a day that have a check-in each."""

    MORNING = "morning"
    EVENING = "evening"


class SkinCheckIn(models.Model):
    """What a person told on a part of a day, and what it came to.

    `id` is made on the device, so that what is sent twice counts once.
    `answers` are those of `healing.checkin_values`, `ticked` what was ticked as used (what the form sent, with its
    name), `rank` is the place of the level among the levels, 0 the calmest, and
    `worst` the highest that it had before it was corrected.
    `reasons` and `signs` are ids of rules. `at` is when it was told, by the device's clock but never after now.

    `due` is when nobody checked in for so long that something follows, null where nothing does; `asked` is since when a
    kind question stands on the person's page, `silent` since when the desk has it. `attended` is when one of the staff
    took it off the desk's list.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="checkins")
    treatment = models.ForeignKey(Treatment, on_delete=models.CASCADE, related_name="checkins")
    day = models.SmallIntegerField()
    part = models.CharField(max_length=8, choices=DayPart.choices)
    answers = models.JSONField(default=dict)
    ticked = models.JSONField(default=dict)
    before = models.JSONField(default=list)
    rank = models.PositiveSmallIntegerField()
    worst = models.PositiveSmallIntegerField(default=0)
    reasons = models.JSONField(default=list)
    signs = models.JSONField(default=list)
    at = models.DateTimeField()
    arrived = models.DateTimeField(default=timezone.now)
    due = models.DateTimeField(null=True)
    asked = models.DateTimeField(null=True)
    silent = models.DateTimeField(null=True)
    attended = models.DateTimeField(null=True)
    attended_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["treatment", "day", "part"], name="one_check_in_a_part_of_a_day")
        ]
        indexes: ClassVar = [
            models.Index(fields=["due"], condition=models.Q(due__isnull=False), name="checkin_due"),
            models.Index(fields=["person", "asked"], condition=models.Q(asked__isnull=False), name="checkin_asked"),
            models.Index(
                fields=["-worst", "-at"], condition=models.Q(worst__gt=0, attended=None), name="checkin_uneasy"
            ),
        ]
        ordering: ClassVar = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.day} {self.part} {self.level}"

    @property
    def level(self) -> CheckInLevel:
        """What it came to."""
        return _LEVELS[self.rank]


class RungTrial(models.Model):
    """The first use of an active in a course: the rung's id, its day, and what its spot looked like the day after."""

    CALM = "calm"
    REACTED = "reacted"
    OUTCOMES = (CALM, REACTED)

    treatment = models.ForeignKey(Treatment, on_delete=models.CASCADE, related_name="trials")
    rung = models.CharField(max_length=40)
    day = models.SmallIntegerField()
    at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(max_length=8, blank=True)
    outcome_day = models.SmallIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["treatment", "rung"], name="one_first_use_a_rung")]
        ordering: ClassVar = ["day", "id"]

    def __str__(self) -> str:
        return f"{self.rung} {self.day}"


class CalmDay(models.Model):
    """A day on which a person said that their skin is calm again, so that something new may start."""

    treatment = models.ForeignKey(Treatment, on_delete=models.CASCADE, related_name="calm_days")
    day = models.SmallIntegerField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["treatment", "day"], name="one_calm_word_a_day")]

    def __str__(self) -> str:
        return str(self.day)
