"""The rows behind a person: who runs the house, who is looked after, what was done when, who may look.

A `Person` is looked after; a `User` signs in. A visitor is a person without a user: the secret in the cookie of each of
their devices is all there is, and only its hash is kept, as a `Device`. `Person.current` is the treatment that the
pages are about.
"""

import uuid
from typing import Any, ClassVar

from django.apps import apps
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property
from django.utils.module_loading import import_string
from typing_extensions import override

from fortnight.web.accounts.roles import Role
from fortnight.web.ground.prepared import prepared

STRONG = ("totp", "webauthn")
"""The second factors that let somebody see others, by the names of the sign-in library."""


@prepared
def _factors(user: int) -> models.QuerySet[Any, int]:
    rows: models.QuerySet[Any] = apps.get_model("mfa", "Authenticator").objects.filter(user=user, type__in=STRONG)
    return rows.order_by("pk").values_list("pk", flat=True)


class Users(BaseUserManager["User"]):
    """Users are found by their e-mail address, whatever its letters' case."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """The user with an address. Raises: User.DoesNotExist."""
        return self.get(email__iexact=username)

    def create_user(self, email: str, password: str | None = None, **values: Any) -> "User":
        """A new user; without a password only a code or a passkey opens the door."""
        user = self.model(email=self.normalize_email(email).lower(), **values)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who signs in, by their e-mail address.

    `role` is what one of the staff may do, `weekly` whether they want the week's figures by e-mail,
    `on_call` whether they hear of urgent messages by day and by night.
    """

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=80, blank=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    role = models.CharField(max_length=8, default=Role.ADVISOR.value)
    weekly = models.BooleanField(default=True)
    on_call = models.BooleanField(default=False)
    date_joined = models.DateTimeField(default=timezone.now)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    objects: ClassVar[Users] = Users()

    def __str__(self) -> str:
        return self.email

    @override
    def get_session_auth_hash(self) -> str:
        """What a session has to hold to stay in: for staff it changes with their factors, so that old sessions end."""
        plain: str = super().get_session_auth_hash()
        if not self.is_staff:
            return plain
        return salted_hmac("fortnight.factors", f"{plain} {self.factors}", algorithm="sha256").hexdigest()

    @property
    def lacks_recovery_codes(self) -> bool:
        """Whether this is one of the staff who would be locked out without their second factor."""
        rows = apps.get_model("mfa", "Authenticator").objects.filter(user=self, type="recovery_codes")
        return self.is_staff and bool(self.factors) and not rows.exists()

    @cached_property
    def factors(self) -> tuple[int, ...]:
        """The keys of the authenticators and passkeys of this account, in order."""
        return tuple(_factors(self.pk))


def weekdays() -> dict[str, list[list[str]]]:
    """The hours of a clinic that has told none: Monday to Friday, nine to five."""
    return {str(day): [["09:00", "17:00"]] for day in range(5)}


class Clinic(models.Model):
    """The house that runs this installation: its name, how it counts days, whether it is more cautious.

    `phone` is where clients may call it; empty where they may not.

    `hours` are the times in which it answers, by weekday ("0" is Monday), `holidays` the first and last dates on which
    it does not, with a name, and `promise_minutes` how many minutes of these hours an answer may take. `away` are its
    own words for who writes outside of them. `day_one` and `cautious` are for new plans; a running one keeps its own.
    `logo` holds key, width and height, `accents` a colour for the light and one for the dark scheme, `products` what
    the clinic names where the guide names a product, by the id of the care. `retention_months` is how long
    after the last treatment or message a client's data is deleted; null: only when somebody says so.
    """

    name = models.CharField(max_length=120)
    zone = models.CharField(max_length=64, default="UTC")
    country = models.CharField(max_length=2, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    day_one = models.CharField(max_length=16, default="treatment_day")
    cautious = models.BooleanField(default=False)
    hours = models.JSONField(default=weekdays)
    holidays = models.JSONField(default=list)
    promise_minutes = models.PositiveIntegerField(default=240)
    language = models.CharField(max_length=8, blank=True)
    away_on = models.BooleanField(default=True)
    away = models.CharField(max_length=600, blank=True)
    logo = models.JSONField(default=dict)
    accents = models.JSONField(default=dict)
    products = models.JSONField(default=dict)
    retention_months = models.PositiveSmallIntegerField(null=True)

    def __str__(self) -> str:
        return self.name


class Installation(models.Model):
    """One row: by what the rows know the secret under which their files are sealed (see `project.keys`)."""

    secret_mark = models.CharField(max_length=64)
    begun = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.secret_mark[:8]


class GuideVersion(models.Model):
    """A version of the clinic's own guide, as it was published; it is never changed and never deleted.

    `key` holds the clinic, the number and the hash of what is in it, so that what was worked out for a key holds for
    good. `changes` is the text that `guide.changes` reads, `base` the version of the published guide they were made on.
    """

    key = models.CharField(max_length=40, primary_key=True)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="guides")
    number = models.PositiveIntegerField()
    hash = models.CharField(max_length=12)
    changes = models.TextField(blank=True)
    base = models.CharField(max_length=40)
    note = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=80)
    published = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["clinic", "number"], name="one_guide_version_for_each_number")
        ]

    def __str__(self) -> str:
        return self.key


class Person(models.Model):
    """Somebody in their fortnight. `facts` holds a `Profile` as plain values, `seen_flags` what was acknowledged."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="persons")
    user = models.OneToOneField(User, on_delete=models.CASCADE, null=True, related_name="person")
    name = models.CharField(max_length=80, blank=True)
    zone = models.CharField(max_length=64, default="UTC")
    country = models.CharField(max_length=2, blank=True)
    language = models.CharField(max_length=8, blank=True)
    area = models.CharField(max_length=40, blank=True)
    purpose = models.CharField(max_length=40, blank=True)
    facts = models.JSONField(default=dict)
    seen_flags = models.JSONField(default=list)
    cautious = models.BooleanField(default=False)
    keep_offline = models.BooleanField(default=False)
    current = models.ForeignKey("Treatment", on_delete=models.SET_NULL, null=True, related_name="+")
    created = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.key)


class Device(models.Model):
    """A device that opens a visitor's plan, by the secret in its cookie.

    `seen` is when it did so last, give or take some minutes; `browser` and `system` are empty until then.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="devices")
    secret_hash = models.CharField(max_length=64, unique=True)
    created = models.DateTimeField(default=timezone.now)
    seen = models.DateTimeField(default=timezone.now)
    browser = models.CharField(max_length=24, blank=True)
    system = models.CharField(max_length=24, blank=True)

    def __str__(self) -> str:
        return f"{self.created:%Y-%m-%d}"


class BrowserSession(AbstractBaseSession):
    """A session of a browser (`sessions.SessionStore`): whose it is, and since when. `user` is null before the sign-in.

    `public` names it in an address: its own key would open it. `seen` is when it was used last, give or take minutes.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="sessions")
    public = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    began = models.DateTimeField(default=timezone.now)
    seen = models.DateTimeField(default=timezone.now)
    browser = models.CharField(max_length=24, blank=True)
    system = models.CharField(max_length=24, blank=True)

    @classmethod
    @override
    def get_session_store_class(cls) -> type[SessionBase]:
        store: type[SessionBase] = import_string(f"{settings.SESSION_ENGINE}.SessionStore")
        return store


class Treatment(models.Model):
    """One session: its calendar date where it was done, where, and how deep. `needle_mm` null: not known.

    `day_one` and `cautious` are the clinic's as they were when the plan began.
    `guide` is the version of the clinic's guide that it began with or was moved to; null is the published guide.
    `moved` is when it was moved, until the person has seen it.
    `checked_in`: there are check-ins or first uses, so that no page looks for them otherwise.
    `device` is what it was done with, `depths` holds lengths in millimetres, as text, by part of the skin where they
    differ (`needle_mm` is the deepest then), `felt` how it was, in a word; each empty where nobody said.
    `planned`: its plan begins when the days of the current one are over (`actions.turn_to_planned`).
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="treatments")
    date = models.DateField()
    setting = models.CharField(max_length=8, blank=True)
    needle_mm = models.DecimalField(max_digits=3, decimal_places=2, null=True)
    day_one = models.CharField(max_length=16, default="treatment_day")
    cautious = models.BooleanField(default=False)
    guide = models.ForeignKey(GuideVersion, on_delete=models.PROTECT, null=True, related_name="treatments")
    moved = models.DateTimeField(null=True)
    checked_in = models.BooleanField(default=False, db_default=False)
    device = models.CharField(max_length=8, blank=True, db_default="")
    depths = models.JSONField(default=dict, db_default={})
    felt = models.CharField(max_length=8, blank=True, db_default="")
    planned = models.BooleanField(default=False, db_default=False)
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["-date", "-id"]
        indexes: ClassVar = [
            # Few wait, of very many: whose plan turns is looked for every minute.
            models.Index(fields=["person"], condition=models.Q(planned=True), name="treatment_planned"),
        ]

    def __str__(self) -> str:
        return f"{self.date}"


class Link(models.Model):
    """A private link: the person's own way back, or a friend's view of the plan. Only the hash of its token is kept."""

    OWN = "own"
    FRIEND = "friend"
    INVITATION = "invitation"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="links")
    purpose = models.CharField(max_length=12)
    label = models.CharField(max_length=60, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    created = models.DateTimeField(default=timezone.now)
    expires = models.DateTimeField()
    revoked = models.DateTimeField(null=True)
    used = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.purpose


class Erasure(models.Model):
    """That everything of somebody was deleted, when, and on whose word.

    It stays for the record, to show that a wish or the clinic's rule was followed; the key was made by chance and leads
    nowhere any more. `by` is "person", "staff" (then `user` and `name` are who), "rule" or "command".
    """

    PERSON = "person"
    STAFF = "staff"
    RULE = "rule"
    COMMAND = "command"

    person_key = models.UUIDField()
    at = models.DateTimeField(default=timezone.now)
    by = models.CharField(max_length=8)
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    name = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering: ClassVar = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.person_key} {self.by}"


class AuditLine(models.Model):
    """What was done to a person's data, by whom and when; `about` holds names of fields, never their values.

    For what one of the staff did, `by` is "staff", `user` is who, and `name` what they were called then: it stays when
    they have left.
    """

    STAFF = "staff"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="audit")
    at = models.DateTimeField(default=timezone.now)
    by = models.CharField(max_length=16)
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    name = models.CharField(max_length=80, blank=True)
    action = models.CharField(max_length=40)
    about = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["person", "at"]),
            # What the staff did is a small part of all lines, and is read by who and by when.
            models.Index(fields=["at"], condition=models.Q(by="staff"), name="audit_of_staff"),
        ]

    def __str__(self) -> str:
        return self.action
