"""The figures of a clinic: what waits, how quickly it answered, whether it kept its word, what was asked about.

A finished day is counted once, from the index of the messages and from the facts that were kept with them, and stored
as numbers alone (`roll_up`, by the clock). So a quarter of a year over millions of messages is ninety short rows, and
today is counted as it is asked. No body is ever read. Topics of fewer than three conversations are not told.
"""

import datetime as dt
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, Q
from django.utils import timezone

from fortnight.course.days import local_date
from fortnight.web.accounts.models import Clinic, User
from fortnight.web.accounts.queries import clinic
from fortnight.web.chat.models import Conversation, Message
from fortnight.web.clinic.models import Day, Reply, Topic

PERIODS = (7, 28, 90)
FEWEST = 3
_MOST_TOPICS = 12
_MOST_DAYS = 400
_SETTLED = dt.timedelta(hours=1)
_DAY = dt.timedelta(days=1)
# Up to how many minutes a time is stored in steps of how many.
_STEPS = ((120, 1), (24 * 60, 5), (sys.maxsize, 60))
# How many answers took so many minutes; the minutes are written as JSON has them.
Minutes = Counter[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Speed:
    """How quickly was answered: in minutes of open hours and on the clock, the middle and what nine in ten stay below.

    `kept` of `promised` answers came within the promise. All of it is None where nothing was answered.
    """

    answered: int
    open_middle: int | None
    open_most: int | None
    clock_middle: int | None
    clock_most: int | None
    kept: int
    promised: int

    @property
    def percent(self) -> int | None:
        """How many in a hundred came within the promise."""
        return round(100 * self.kept / self.promised) if self.promised else None


@dataclass(frozen=True, slots=True, kw_only=True)
class OneDay:
    """A day: messages from clients, answers, and how many conversations clients wrote in."""

    date: dt.date
    asked: int
    answered: int
    conversations: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Everything on the page of figures. `uncounted`: how many finished days are not counted yet."""

    days: tuple[OneDay, ...]
    open: int
    overdue: int
    speed: Speed
    by_advisor: tuple[tuple[str, Speed], ...]
    topics: tuple[tuple[str, int], ...]
    uncounted: int

    @property
    def most(self) -> int:
        """The most messages of one day, for the height of a chart; 1 at the least."""
        return max((max(day.asked, day.answered) for day in self.days), default=0) or 1


def figures(house: Clinic, *, first: dt.date, last: dt.date, now: dt.datetime) -> Figures:
    """The figures from a date to another, both included; a day that is not over is counted now."""
    dates = [first + _DAY * place for place in range((last - first).days + 1)]
    stored = dict(Day.objects.filter(date__range=(first, last)).values_list("date", "numbers"))
    today = local_date(now, house.zone)
    since = _first_date(house)
    for date in dates:
        if date not in stored and _unsettled(date, house, now) and date <= today:
            stored[date] = counted(house, date)
    waiting = Conversation.objects.filter(closed=None, asked__isnull=False)
    state = waiting.aggregate(open=Count("pk"), overdue=Count("pk", filter=Q(due__lt=now)))
    speed, by_advisor = _speeds(stored.values())
    return Figures(
        days=tuple(_one_day(date, stored.get(date, {})) for date in dates),
        open=state["open"],
        overdue=state["overdue"],
        speed=speed,
        by_advisor=by_advisor,
        topics=_topics(first, last),
        uncounted=sum(since is not None and since <= date < today and date not in stored for date in dates),
    )


def counted(house: Clinic, date: dt.date) -> dict[str, Any]:
    """One day of the clinic in numbers, ready to be stored."""
    begins, ends = _bounds(house, date)
    messages = Message.objects.filter(at__gte=begins, at__lt=ends).order_by()
    authors = messages.values_list("author").annotate(times=Count("*"))
    senders = messages.filter(author=Message.PERSON).aggregate(all=Count("conversation", distinct=True))
    numbers: dict[str, Any] = {"said": dict(authors), "conversations": senders["all"], "by": {}}
    replies = Reply.objects.filter(day=date).values_list("user", "open_minutes", "clock_minutes", "kept")
    for user, opened, clock, on_time in replies.iterator():
        advisor = numbers["by"].setdefault(str(user or ""), {"open": {}, "clock": {}, "kept": 0, "promised": 0})
        for name, minutes in (("open", opened), ("clock", clock)):
            stored = str(_roughly(minutes))
            advisor[name][stored] = advisor[name].get(stored, 0) + 1
        advisor["kept"] += on_time is True
        advisor["promised"] += on_time is not None
    return numbers


def roll_up(now: dt.datetime | None = None) -> int:
    """Count and store the finished days that are not yet stored; how many. Two processes at once store the same."""
    house, moment = clinic(), now or timezone.now()
    first = _first_date(house)
    if first is None:
        return 0
    last = local_date(moment - _SETTLED, house.zone) - _DAY
    first = max(first, last - _DAY * (_MOST_DAYS - 1))
    there = set(Day.objects.filter(date__gte=first).values_list("date", flat=True))
    missing = [date for place in range((last - first).days + 1) if (date := first + _DAY * place) not in there]
    for date in missing:
        Day.objects.bulk_create([Day(date=date, numbers=counted(house, date))], ignore_conflicts=True)
    return len(missing)


def _unsettled(date: dt.date, house: Clinic, now: dt.datetime) -> bool:
    """Whether a date is not over, or just over, so that nobody has stored it yet."""
    return date >= local_date(now - _SETTLED, house.zone)


def _first_date(house: Clinic) -> dt.date | None:
    first = Message.objects.order_by("at").values_list("at", flat=True).first()
    return local_date(first, house.zone) if first else None


def _bounds(house: Clinic, date: dt.date) -> tuple[dt.datetime, dt.datetime]:
    zone = ZoneInfo(house.zone)
    begins, ends = (dt.datetime.combine(day, dt.time(), zone).astimezone(dt.UTC) for day in (date, date + _DAY))
    return begins, ends


def _one_day(date: dt.date, numbers: Mapping[str, Any]) -> OneDay:
    by_author = numbers.get("said", {})
    return OneDay(
        date=date,
        asked=by_author.get(Message.PERSON, 0),
        answered=by_author.get(Message.ADVISOR, 0),
        conversations=numbers.get("conversations", 0),
    )


class _Answers:
    """How long answers took, and how many came within the promise, gathered day by day."""

    def __init__(self) -> None:
        self.opened, self.clock = Minutes(), Minutes()
        self.kept = self.promised = 0

    def add(self, part: Mapping[str, Any]) -> None:
        """Add a stored part of a day."""
        for minutes, stored in ((self.opened, part["open"]), (self.clock, part["clock"])):
            for value, times in stored.items():
                minutes[value] += times
        self.kept, self.promised = self.kept + part["kept"], self.promised + part["promised"]

    def speed(self) -> Speed:
        """What all of them amount to."""
        return Speed(
            answered=self.opened.total(),
            open_middle=_below(self.opened, 50),
            open_most=_below(self.opened, 90),
            clock_middle=_below(self.clock, 50),
            clock_most=_below(self.clock, 90),
            kept=self.kept,
            promised=self.promised,
        )


def _speeds(parts: Iterable[Mapping[str, Any]]) -> tuple[Speed, tuple[tuple[str, Speed], ...]]:
    """How quickly everybody answered, and each advisor: those who answered most come first."""
    mine: dict[str, _Answers] = defaultdict(_Answers)
    for numbers in parts:
        for key, part in numbers.get("by", {}).items():
            mine[key].add(part)
    whole = _Answers()
    for answers in mine.values():
        values = {"kept": answers.kept, "promised": answers.promised}
        whole.add({"open": answers.opened, "clock": answers.clock} | values)
    rows = User.objects.filter(pk__in=[int(key) for key in mine if key]).values_list("pk", "name", "email")
    names = {str(key): name or email for key, name, email in rows}
    speeds = ((names.get(key, ""), answers.speed()) for key, answers in mine.items())
    return whole.speed(), tuple(sorted(speeds, key=lambda entry: (-entry[1].answered, entry[0])))


def _below(minutes: Minutes, percent: int) -> int | None:
    """The smallest number of minutes within which so many in a hundred were answered."""
    needed, seen = -(-minutes.total() * percent // 100), 0
    for value in sorted(minutes, key=int):
        seen += minutes[value]
        if seen >= needed:
            return int(value)
    return None


def _roughly(minutes: int) -> int:
    """Minutes as they are stored: to the minute for two hours, to five up to a day, then to the hour; never less."""
    step = next(step for upto, step in _STEPS if minutes <= upto)
    return -(-minutes // step) * step


def _topics(first: dt.date, last: dt.date) -> tuple[tuple[str, int], ...]:
    names = Topic.objects.filter(day__range=(first, last)).values_list("name")
    many = names.annotate(times=Count("conversation", distinct=True)).filter(times__gte=FEWEST)
    return tuple(many.order_by("-times", "name")[:_MOST_TOPICS])
