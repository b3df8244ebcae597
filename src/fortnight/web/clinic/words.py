"""The clinic in words: its settings and what they are, how long something took, what the staff did with whose data."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from babel.dates import get_day_names
from babel.lists import format_list
from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from fortnight.guide.load import published_guide
from fortnight.healing.load import all_rules
from fortnight.web.accounts.models import AuditLine
from fortnight.web.words.countries import countries
from fortnight.web.words.dates import short_date
from fortnight.web.words.kinds import kind_words
from fortnight.web.words.rules import step, told

_HOUR = 60
_NOTHING = "–"
SETTINGS: Mapping[str, Promise] = {
    "name": _("Name"),
    "zone": _("Time zone"),
    "country": _("Country"),
    "phone": _("Phone"),
    "language": _("Language of emails to the team"),
    "logo": _("Logo"),
    "accents": _("Colours"),
    "hours": _("Hours"),
    "holidays": _("Holidays"),
    "promise_minutes": _("Response time"),
    "away_on": _("Out-of-hours reply"),
    "away": _("Out-of-hours wording"),
    "day_one": _("What counts as day 1"),
    "cautious": _("Cautious plan for new plans"),
    "products": _("Suggested products"),
    "retention_months": _("How long data is kept"),
    "role": _("Role"),
    "on_call": _("On call"),
}
ROLES: Mapping[str, Promise] = {"advisor": _("advisor"), "lead": _("lead"), "owner": _("owner")}
DAY_ONE: Mapping[str, Promise] = {
    "treatment_day": _("The day of the treatment"),
    "next_day": _("The day after the treatment"),
}
# What a person reads of what the staff did. Whoever adds an action adds its line here.
_DID: Mapping[str, Promise] = {
    "answered": _("%(who)s answered you."),
    "assigned": _("%(who)s chose who looks after your conversation."),
    "exported": _("%(who)s downloaded a copy of your data."),
    "closed": _("%(who)s closed your conversation. Your next message opens it again."),
    "noted": _("%(who)s wrote a note about your conversation for colleagues."),
    "snoozed": _("%(who)s put your conversation aside for a while. Your next message brings it back."),
    "woken": _("%(who)s picked up your conversation again."),
    "looked_up": _("%(who)s looked up an answer for you."),
    "accepted": _("%(who)s added your email to a conversation."),
    "tagged": _("%(who)s tagged your conversation by topic."),
    "invited": _("%(who)s made your plan and invited you."),
    "invited_again": _("%(who)s sent you the invitation again."),
    "link_for_client": _("%(who)s made you a link to your plan."),
    "close_link_for_client": _("%(who)s turned off the links to your plan."),
    "corrected": _("%(who)s corrected your treatment."),
    "treated_again": _("%(who)s added a treatment to your record."),
    "moved": _("%(who)s moved your plan to a different version of the guide."),
    "attended": _("%(who)s has seen to a check-in of yours."),
    "acknowledged": _("%(who)s acknowledged a warning sign that you described."),
    "closed_alarm": _("%(who)s closed a warning sign that you described."),
    "close_device": _("%(who)s removed your plan from one browser."),
    "close_session": _("%(who)s signed you out in one browser."),
    "close_everywhere": _("%(who)s removed your plan from every browser."),
}
# The same as a colleague reads it, with what the person and their devices did.
_DEEDS: Mapping[str, Promise] = {
    "answered": _("answered"),
    "assigned": _("assigned the conversation"),
    "exported": _("downloaded a copy of the data"),
    "closed": _("closed the conversation"),
    "noted": _("wrote a note"),
    "snoozed": _("set the conversation aside"),
    "woken": _("picked up the conversation again"),
    "looked_up": _("looked up an answer"),
    "accepted": _("added an email to a conversation"),
    "tagged": _("changed the topics"),
    "invited": _("invited"),
    "invited_again": _("invited again"),
    "link_for_client": _("made a link to the plan"),
    "close_link_for_client": _("turned off the links to the plan"),
    "corrected": _("corrected the treatment"),
    "treated_again": _("added a treatment"),
    "moved": _("moved the plan to a different version of the guide"),
    "recommended": _("recommended a routine"),
    "attended": _("saw to a check-in"),
    "acknowledged": _("acknowledged a warning sign"),
    "closed_alarm": _("closed a warning sign"),
    "begin": _("started a plan"),
    "keep": _("saved the plan in an account"),
    "start_treatment": _("started a treatment"),
    "change_treatment": _("changed the treatment"),
    "choose_treatment": _("chose a treatment"),
    "change_person": _("changed their answers"),
    "see_flags": _("read what needs a doctor or nurse"),
    "move_guide": _("moved to a different version of the guide"),
    "open_link": _("made a link"),
    "use_link": _("used a link"),
    "revoke_link": _("turned a link off"),
    "open_calendar": _("made a calendar address"),
    "close_calendar": _("ended a calendar address"),
    "change_calendar": _("changed how the calendar looks"),
    "close_device": _("removed the plan from one browser"),
    "close_session": _("signed out in one browser"),
    "close_devices": _("removed the plan from all other browsers"),
    "close_everywhere": _("removed the plan from every browser"),
    "leave": _("had a browser forget the plan"),
    "share_photo": _("shared a photo of the course"),
    "take_back_photo": _("took back a photo of the course"),
    "photo_term": _("chose how long photos stay"),
}
_YOURS: Mapping[str, Promise] = {
    "conversation": _("your conversation"),
    "plan": _("your plan"),
    "facts": _("what you told us about yourself"),
    "shelf": _("your shelf"),
    "checkins": _("your check-ins"),
    "photo": _("a photo of yours"),
    "course-photos": _("the photos of your course that you share"),
    "roster": _("your entry in the client list"),
    "roster-file": _("your row in a file of all clients"),
    "inbox": _("the latest text in your conversation, in the inbox"),
    "search": _("text from your conversation, in a search"),
    "access-log": _("who has opened your data"),
}
_PARTS: Mapping[str, Promise] = {
    "conversation": _("conversation"),
    "plan": _("plan"),
    "facts": _("facts"),
    "shelf": _("shelf"),
    "checkins": _("check-ins"),
    "photo": _("photo"),
    "course-photos": _("shared photos of the course"),
    "roster": _("client list entry"),
    "roster-file": _("row in a file of all clients"),
    "inbox": _("latest text in the inbox"),
    "search": _("text in a search"),
    "access-log": _("access log"),
}


def weekdays() -> list[str]:
    """The days of the week in the reader's language, Monday first."""
    names = get_day_names("wide", locale=(translation.get_language() or "en").replace("-", "_"))
    return [names[day].capitalize() for day in range(7)]


def lasting(minutes: int) -> str:
    """How long something took: "25 min", "3 h 5 min", "2 days 4 h"."""
    hours, rest = divmod(minutes, _HOUR)
    if not hours:
        return gettext("%(minutes)d min") % {"minutes": rest}
    days, left = divmod(hours, 24)
    if days > 1:
        whole = ngettext("%(num)d day", "%(num)d days", days) % {"num": days}
        return whole + " " + gettext("%(hours)d h") % {"hours": left} if left else whole
    in_hours = gettext("%(hours)d h") % {"hours": hours}
    return in_hours + " " + gettext("%(minutes)d min") % {"minutes": rest} if rest else in_hours


def spans_said(spans: list[list[str]]) -> str:
    """The hours of a day as an owner types them: "09:00-12:30, 14:00-18:00"."""
    return ", ".join("-".join(span) for span in spans)


def setting_said(name: str, value: Any) -> str:
    """What a setting is, in words; a dash for nothing."""
    as_words = _SAID.get(name)
    return as_words(value) if as_words else str(value) or _NOTHING


def _hours_said(value: Mapping[str, list[list[str]]]) -> str:
    days = (f"{day} {spans_said(value[str(at)])}" for at, day in enumerate(weekdays()) if value.get(str(at)))
    return "; ".join(days) or gettext("closed on every day")


def _on_off(value: object) -> str:
    return gettext("on") if value else gettext("off")


def _logo_said(value: Mapping[str, Any]) -> str:
    return gettext("a picture, %(width)d by %(height)d") % value if value else _NOTHING


def _products_said(value: Mapping[str, Mapping[str, Any]]) -> str:
    return "; ".join(f"{slot_said(slot)}: {_named(choice)}" for slot, choice in value.items()) or _NOTHING


def _holiday(holiday: Mapping[str, str]) -> str:
    first, last = (dt.date.fromisoformat(holiday[end]) for end in ("first", "last"))
    dates = short_date(first) if first == last else f"{short_date(first)} – {short_date(last)}"
    return f"{holiday['name']} ({dates})" if holiday["name"] else dates


def _named(choice: Mapping[str, Any]) -> str:
    return ", ".join(product["name"] for product in choice["named"])


def slot_said(slot: str) -> str:
    """The step of the guide at which a product is named, in a word or two."""
    return next((step(care) for care in published_guide().care if care.id == slot), slot)


def topic_said(name: str) -> str:
    """What was asked about, in words."""
    sort, _sep, what = name.partition(":")
    match sort:
        case "sign":
            rule = next((sign for sign in all_rules() if sign.id == what), None)
            return gettext("Warning sign: %(sign)s") % {"sign": told(rule) if rule else what}
        case "activity":
            activity = next((entry for entry in published_guide().activities if entry.id == what), None)
            return told(activity, "name") if activity else what
        case "asked":
            return what.capitalize()
        case "card":
            return gettext("The shelf") if what == "shelf" else gettext("A day of the plan")
        case _:
            return kind_words(what) or gettext("A different type of product")


def _months_said(value: int | None) -> str:
    if value is None:
        return gettext("until someone deletes it")
    return ngettext("%(num)d month", "%(num)d months", value) % {"num": value}


_SAID: Mapping[str, Callable[[Any], str]] = {
    "country": lambda value: countries().get(value, _NOTHING),
    "hours": _hours_said,
    "holidays": lambda value: "; ".join(map(_holiday, value)) or _NOTHING,
    "promise_minutes": lambda value: lasting(int(value)),
    "away_on": _on_off,
    "cautious": _on_off,
    "day_one": lambda value: str(DAY_ONE.get(value, value)),
    "role": lambda value: str(ROLES.get(value, value)),
    "on_call": _on_off,
    "language": lambda value: dict(settings.LANGUAGES).get(value, _NOTHING),
    "logo": _logo_said,
    "accents": lambda value: ", ".join(value.values()) or gettext("ours"),
    "products": _products_said,
    "retention_months": _months_said,
}


def yours(line: AuditLine, house: str) -> str:
    """What one of the staff did, as the person reads it: "Noor of Linden House looked at your shelf."."""
    who = gettext("%(name)s at %(clinic)s") % {"name": line.name or gettext("Someone"), "clinic": house}
    if line.action == "looked":
        parts = [str(_YOURS.get(part, part)) for part in line.about.split()] or [gettext("your data")]
        return gettext("%(who)s opened %(what)s.") % {"who": who, "what": _listed(parts)}
    sentence = _DID.get(line.action, _("%(who)s used your data in another way (%(action)s)."))
    return str(sentence) % {"who": who, "action": line.action.replace("_", " ")}


def theirs(line: AuditLine) -> str:
    """What one of the staff did, as a colleague reads it: "looked: conversation, plan"."""
    if line.action == "looked":
        parts = [str(_PARTS.get(part, part)) for part in line.about.split()]
        return gettext("opened: %(what)s") % {"what": _listed(parts)} if parts else gettext("opened")
    return str(_DEEDS.get(line.action, line.action.replace("_", " ")))


def by_whom(line: AuditLine) -> str:
    """Who did it: the name of one of the staff, or that it was the person."""
    return line.name or (gettext("the client") if line.by == "person" else line.by)


def _listed(parts: list[str]) -> str:
    return format_list(parts, locale=(translation.get_language() or "en").replace("-", "_"))
