"""Who was invited, by whom, whether they came; and tables of clients that wait to be imported."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone

from fortnight.web.accounts.models import Person, User


class Invitation(models.Model):
    """A plan that the clinic made for somebody. `opened`: when they first opened it, null while they have not.

    Its links stand among the person's own. `mail` says how far the e-mail is: empty for none, waiting, sent, failed;
    `tries` counts, `next` is when it is tried, `trouble` what the server said.
    """

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="invitation")
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    email = models.EmailField(blank=True)
    opened = models.DateTimeField(null=True)
    mail = models.CharField(max_length=8, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    next = models.DateTimeField(default=timezone.now)
    trouble = models.CharField(max_length=200, blank=True)
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["mail", "next"]), models.Index(fields=["email"])]

    def __str__(self) -> str:
        return self.email or str(self.person)


class Sheet(models.Model):
    """A table of clients as it was sent, while one of the staff looks at what would become of it.

    `columns` is what each column was said to be, `order` how its dates are to be read, `imported` when it was.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    text = models.TextField()
    columns = models.JSONField(default=list)
    order = models.CharField(max_length=4, blank=True)
    mailed = models.BooleanField(default=False)
    imported = models.DateTimeField(null=True)
    made = models.JSONField(default=list)
    created = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.created:%Y-%m-%d}"
