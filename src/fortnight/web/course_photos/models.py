"""Photos that somebody takes of their skin in the course of a fortnight, and how long they want them to stay.

There is one of each side on each day of a treatment (base 1, as the clinic counts; days before the treatment are below
1). Another takes its place. Nothing is worked out of the skin on it: `remarks` are only what makes two pictures hard to
compare, such as too little light.
"""

import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone

from fortnight.web.accounts.models import Person, Treatment

KEPT_DAYS = 90
"""How long photos stay where their person has not chosen."""


class FaceSide(models.TextChoices):
    """From where the face is seen; left and right are the person's own."""

    FRONT = "front"
    LEFT = "left"
    RIGHT = "right"


class CoursePhoto(models.Model):
    """One photo. `file` and `small` are its picture and a small one, sealed in the uploads folder.

    `covered`: something on it was covered before it was sent. `expires` is when it is deleted, null where only its
    person does so. `shared` is since when the clinic may see it, null where it may not.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="course_photos")
    treatment = models.ForeignKey(Treatment, on_delete=models.CASCADE, related_name="course_photos")
    day = models.SmallIntegerField()
    side = models.CharField(max_length=8, choices=FaceSide.choices)
    file = models.CharField(max_length=80)
    small = models.CharField(max_length=80)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    remarks = models.JSONField(default=list)
    covered = models.BooleanField(default=False)
    taken = models.DateTimeField(default=timezone.now)
    expires = models.DateTimeField(null=True)
    shared = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["treatment", "day", "side"], name="one_photo_of_a_side_a_day")
        ]
        indexes: ClassVar = [
            models.Index(fields=["expires"], condition=models.Q(expires__isnull=False), name="course_photo_expires"),
            models.Index(fields=["person", "day"], name="course_photo_of_person"),
        ]
        ordering: ClassVar = ["treatment__date", "treatment_id", "day", "side"]

    def __str__(self) -> str:
        return f"{self.day} {self.side}"


class PhotoTerm(models.Model):
    """How many days a person's photos stay after they were taken; null: until they delete them."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="photo_term")
    days = models.PositiveSmallIntegerField(null=True, default=KEPT_DAYS)

    def __str__(self) -> str:
        return str(self.days)
