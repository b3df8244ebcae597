"""A reminder in the reader's words: what shows on a lock screen, what stands in it, when it comes.

Unless the person chose otherwise nothing in it is about skin, treatments or the clinic: only that something waits.
"""

import datetime as dt
from collections.abc import Mapping

from babel.dates import format_time
from babel.lists import format_list
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from fortnight.course.days import zone_of
from fortnight.web.accounts.models import Person
from fortnight.web.reminders.contents import ReminderContent
from fortnight.web.reminders.models import ReminderSlot
from fortnight.web.reminders.queries import ComingReminder, chosen
from fortnight.web.words.dates import locale_of_reader, short_date

HOUSE = "Fortnight"
"""Who a reminder is from, where nothing in it may say what it is about."""
_NEUTRAL: Mapping[ReminderSlot, Promise] = {
    ReminderSlot.MORNING: _("Fortnight: something for this morning"),
    ReminderSlot.EVENING: _("Fortnight: something for this evening"),
    ReminderSlot.ANSWER: _("Fortnight: something to read"),
}
_NAMED: Mapping[ReminderSlot, Promise] = {
    ReminderSlot.MORNING: _("This morning: %(what)s"),
    ReminderSlot.EVENING: _("This evening: %(what)s"),
    ReminderSlot.ANSWER: _("Your skin advisor: %(what)s"),
}
_LONGEST = 3


def neutral_words(slot: ReminderSlot) -> str:
    """What anybody may read on a screen that lies open."""
    return str(_NEUTRAL[slot])


def headline(slot: ReminderSlot, content: ReminderContent, *, named: bool) -> str:
    """The one line of a reminder: its subject, and what a lock screen shows."""
    return str(_NAMED[slot]) % {"what": _in_short(content)} if named else neutral_words(slot)


def brief_words(content: ReminderContent) -> str:
    """The most important of a reminder in a few words, as a line of its own."""
    short = _in_short(content)
    return short[:1].upper() + short[1:]


def _in_short(content: ReminderContent) -> str:
    """The most important of it in a few words."""
    if content.session:
        return content.session.partition(". ")[0].rstrip(".")
    if content.returns:
        return gettext("back from today: %(what)s") % {"what": _listed(content.returns)}
    if things := (*content.steps, *content.optional):
        return _listed(things)
    if content.questions:
        return content.questions[0]
    if content.checkin or content.photo:
        return gettext("how is your skin?") if content.checkin else gettext("today’s photo")
    return unread_words(content.unread)


def unread_words(number: int) -> str:
    """That answers wait."""
    return ngettext("an answer is waiting for you", "%(num)d answers are waiting for you", number) % {"num": number}


def _listed(things: tuple[str, ...]) -> str:
    """The first of some things, and how many more there are: "cleanse, moisturise and 2 more"."""
    lines = [thing[:1].lower() + thing[1:] for thing in things]
    if len(lines) > _LONGEST:
        more = len(lines) - _LONGEST + 1
        lines = [*lines[: _LONGEST - 1], ngettext("%(num)d more", "%(num)d more", more) % {"num": more}]
    return format_list(lines, locale=locale_of_reader())


def details(content: ReminderContent) -> list[tuple[str, tuple[str, ...]]]:
    """What stands in a reminder whose person wants it named: each heading with its things."""
    return [
        (heading, things)
        for heading, things in (
            (gettext("Back from today"), content.returns),
            (gettext("Still to do"), content.steps),
            (gettext("If you like"), content.optional),
            (gettext("Avoid today"), content.avoid),
        )
        if things
    ]


def sentences_of(content: ReminderContent) -> list[str]:
    """What else is to be said in a reminder, a sentence each."""
    unread = unread_words(content.unread) if content.unread else ""
    checkin = gettext("How is your skin today? A check-in takes a minute.") if content.checkin else ""
    photo = gettext("Today’s photo: the same place and the same light as before.") if content.photo else ""
    answers = f"{unread[:1].upper()}{unread[1:]}." if unread else ""
    sentences = (content.session, *content.questions, checkin, photo, answers)
    return [sentence for sentence in sentences if sentence]


def coming_words(row: ComingReminder, today: dt.date, zone: str) -> str:
    """When a reminder comes: "Tomorrow, 07:30"."""
    time = time_words(row.moment.astimezone(zone_of(zone)).time())
    day = {0: gettext("Today"), 1: gettext("Tomorrow")}.get((row.date - today).days) or short_date(row.date)
    return f"{day}, {time}"


def time_words(time: dt.time) -> str:
    """A time of day as the reader writes it."""
    return format_time(time, "short", locale=locale_of_reader())


def today_line(person: Person) -> str:
    """When a person is reminded, in a line for Today; empty where they are not."""
    wish = chosen(person)
    if wish is None or not wish.is_on:
        return ""
    times = [time_words(time) for time in (wish.morning, wish.evening) if time]
    if not times:
        return gettext("Reminders are on.")
    return gettext("You are reminded at %(times)s.") % {"times": format_list(times, locale=locale_of_reader())}
