"""Nobody has answered within the promise: the leads are told, then the owners, by e-mail, and again until somebody has.

The leads are told when the promise ends; the owners half the promise later, or an hour where that is sooner, counted in
the clinic's hours. Where there is no lead the owners are told at once. While the question still waits, both are told
again when the clinic opens on each further day. What ends it is the answer of a person and nothing else: whether
somebody has just been at the desk, or an automatic message went out, is not asked.

The e-mail names nobody and nothing that was said; it leads to the conversation. At night nobody is woken: what has
fallen due while the clinic is closed leaves when it opens, unless the conversation speaks of a sign.
"""

import datetime as dt
import logging
from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from fortnight.web.accounts.models import Clinic, User
from fortnight.web.accounts.queries import clinic
from fortnight.web.accounts.roles import Role
from fortnight.web.chat.hours import OpeningHours, due, next_opening
from fortnight.web.chat.models import Conversation
from fortnight.web.chat.promise import opening_of
from fortnight.web.clinic.models import Notice
from fortnight.web.clinic.notices import Words, deliver, listed, write

log = logging.getLogger("fortnight.unattended")
KIND = "unattended"
_SOONEST_MINUTES = 60
_MOST_DAYS = 30


def tell() -> int:
    """Tell those whose turn it is of every promise that was missed; how many e-mails left. Run by the clock."""
    house, now = clinic(), timezone.now()
    opening = opening_of(house)
    team = _team()
    late = Conversation.objects.filter(closed=None, asked__isnull=False, due__lt=now).order_by("due")
    write([notice for row in late.iterator() for notice in _notices(row, house, opening, team, now)])
    opens = next_opening(now, opening)
    closed = opens is not None and opens > now
    return deliver(KIND, _words, house, ready=Q(conversation__red__isnull=False) if closed else None)


def _team() -> dict[Role, list[User]]:
    users = User.objects.filter(is_staff=True, is_active=True).exclude(email="").order_by("pk")
    return {role: [user for user in users if user.role == role.value] for role in (Role.LEAD, Role.OWNER)}


def _notices(
    row: Conversation, house: Clinic, opening: OpeningHours, team: dict[Role, list[User]], now: dt.datetime
) -> list[Notice]:
    """The notices about one question that are due."""
    if row.asked is None or row.due is None:
        return []
    about = f"{row.pk} {row.asked.isoformat()}"
    if not any(team.values()):
        _log_nobody(row, about)
        return []
    return [
        Notice(key=f"{KIND} {about} {step} {user.pk}", kind=KIND, user=user, conversation=row, about=row.asked)
        for step, users in _steps(row.due, house, opening, team, now)
        for user in users
    ]


def _steps(
    promised: dt.datetime, house: Clinic, opening: OpeningHours, team: dict[Role, list[User]], now: dt.datetime
) -> Iterator[tuple[str, Sequence[User]]]:
    """Whom to tell, up to now: each step by its name, and who. Of further days only the last."""
    leads, owners = team[Role.LEAD], team[Role.OWNER]
    later = due(promised, opening, min(house.promise_minutes // 2, _SOONEST_MINUTES)) if leads else None
    yield "due", leads or owners
    if leads and (later is None or later <= now):
        yield "later", owners
    if moment := _again(promised, opening, now):
        yield f"again {_local(moment, opening)}", [*leads, *owners]


def _again(promised: dt.datetime, opening: OpeningHours, now: dt.datetime) -> dt.datetime | None:
    """The latest opening of a later day up to now, or None while it is still the day of the promise."""
    since = max(promised.astimezone(dt.UTC), now - dt.timedelta(days=_MOST_DAYS))
    last_day, opens = _local(promised, opening), None
    for begins, _ in opening.spans(since):
        if begins > now:
            break
        if _local(begins, opening) > last_day:
            last_day, opens = _local(begins, opening), begins
    return opens


def _local(moment: dt.datetime, opening: OpeningHours) -> dt.date:
    return moment.astimezone(ZoneInfo(opening.zone)).date()


def _log_nobody(row: Conversation, about: str) -> None:
    """Nobody can be told: that is an error, logged once for each question. The desk says so as well."""
    _, new = Notice.objects.get_or_create(
        key=f"{KIND} {about} nobody", defaults={"kind": KIND, "conversation": row, "about": row.asked}
    )
    if new:
        log.error(
            "a promise was missed and there is nobody to tell",
            extra={"facts": {"conversation": str(row.key), "fix": "fortnight advisor EMAIL --name NAME --role owner"}},
        )


def _words(user: User, notices: Sequence[Notice]) -> Words | None:
    """One e-mail about every question that is still waiting; None where all of them have been answered."""
    waits = {
        notice.conversation_id: notice
        for notice in notices
        if notice.conversation and notice.conversation.asked == notice.about
    }
    if not waits:
        return None
    links = list(listed(list(waits.values())))
    subject = ngettext(
        "A question has waited longer than promised",
        "%(num)d questions have waited longer than promised",
        len(links),
    ) % {"num": len(links)}
    paragraphs = [
        gettext("Hello %(name)s,") % {"name": user.name or user.email},
        ngettext(
            "this has not been answered on time:",
            "these have not been answered on time:",
            len(links),
        ),
        "\n".join(links),
        gettext("Answering stops these reminders. Until then, you’ll get another each day when the clinic opens."),
        gettext("Sign in to read the messages. This email contains none of them."),
        f"{settings.ADDRESS}/desk/",
    ]
    return Words(subject=subject, text="\n\n".join(paragraphs) + "\n")
