"""The week in figures, by e-mail, on Monday morning in the clinic's zone, to leads and owners who want it.

It leaves once for each of them and week, whichever process is first. A site that was down on Monday morning sends it
when it is back, up to Wednesday; after that the week is over and nothing is sent. It names no client.
"""

import datetime as dt
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from fortnight.web.accounts.models import Clinic, User
from fortnight.web.accounts.queries import clinic
from fortnight.web.accounts.roles import Role
from fortnight.web.clinic.figures import Figures, figures, roll_up
from fortnight.web.clinic.models import Notice
from fortnight.web.clinic.notices import Words, deliver, write
from fortnight.web.clinic.queries import logo_of
from fortnight.web.clinic.words import lasting

KIND = "week"
_AT = dt.time(7)
_STILL = dt.timedelta(days=2)
_WEEK = dt.timedelta(days=7)


def send() -> int:
    """Write and send what is due; how many e-mails were sent. Run by the clock."""
    house, now = clinic(), timezone.now()
    monday = _monday(house, now)
    at = dt.datetime.combine(monday, _AT, ZoneInfo(house.zone))
    if at <= now < at + _STILL:
        subscribers = User.objects.filter(is_staff=True, is_active=True, weekly=True).exclude(email="")
        users = subscribers.filter(role__in=(Role.LEAD.value, Role.OWNER.value))
        keys = {f"{KIND} {monday.isoformat()} {user.pk}": user for user in users}
        write([Notice(key=key, kind=KIND, user=user, about=at, until=at + _STILL) for key, user in keys.items()])
    return deliver(KIND, _words, house)


def _monday(house: Clinic, now: dt.datetime) -> dt.date:
    today = now.astimezone(ZoneInfo(house.zone)).date()
    return today - dt.timedelta(days=today.weekday())


def _words(user: User, notices: Sequence[Notice]) -> Words | None:
    """The week before the Monday that the notice is about; None for those who have turned it off."""
    house, now, about = clinic(), timezone.now(), notices[-1].about
    if not user.weekly or about is None:
        return None
    roll_up(now)
    monday = about.astimezone(ZoneInfo(house.zone)).date()
    week = figures(house, first=monday - _WEEK, last=monday - dt.timedelta(days=1), now=now)
    values = {"user": user, "house": house, "clinic": house.name, "found": week}
    return Words(
        subject=gettext("%(clinic)s: your weekly summary") % {"clinic": house.name},
        text=_text(user, week),
        html=render_to_string("clinic/week.html", values | {"lines": _lines(week), "links": _links()}),
        logo=logo_of(house),
    )


def _lines(week: Figures) -> list[str]:
    """The week in a few sentences."""
    speed = week.speed
    questions, answered = sum(day.asked for day in week.days), sum(day.answered for day in week.days)
    lines = [
        ngettext("%(num)d message from clients.", "%(num)d messages from clients.", questions) % {"num": questions},
        ngettext("%(num)d answer from the team.", "%(num)d answers from the team.", answered) % {"num": answered},
    ]
    if speed.open_middle is not None and speed.open_most is not None:
        lines.append(
            gettext(
                "Half of all questions were answered within %(middle)s, and 9 in 10 within %(most)s "
                "(opening hours only)."
            )
            % {"middle": lasting(speed.open_middle), "most": lasting(speed.open_most)}
        )
    if speed.percent is not None:
        lines.append(
            gettext("%(percent)d%% of %(num)d answers were on time.")
            % {"percent": speed.percent, "num": speed.promised}
        )
    lines.append(
        ngettext("%(num)d answer is overdue now.", "%(num)d answers are overdue now.", week.overdue)
        % {"num": week.overdue}
        if week.overdue
        else gettext("Nothing is overdue now.")
    )
    return lines


def _links() -> list[tuple[str, str]]:
    return [
        (gettext("The figures"), f"{settings.ADDRESS}{reverse('clinic-figures')}"),
        (gettext("Waiting for an answer"), f"{settings.ADDRESS}{reverse('desk')}?box=due"),
    ]


def _text(user: User, week: Figures) -> str:
    paragraphs = [
        gettext("Hello %(name)s,") % {"name": user.name or user.email},
        gettext("here is your weekly summary:"),
        "\n".join(f"- {line}" for line in _lines(week)),
        "\n".join(f"{name}: {address}" for name, address in _links()),
        gettext("You can turn off this email on the Figures page."),
    ]
    return "\n\n".join(paragraphs) + "\n"
