"""Appointments and contacts that come as files: in one line, what and when, or who."""

import datetime as dt
import re

_FOLDED = re.compile(r"\r?\n[ \t]")
_ESCAPED = re.compile(r"\\([\\;,nN])")
_MOMENT = re.compile(r"(\d{8})(?:T(\d{4})\d{0,2}(Z?))?")
_COMMENT = re.compile(r"(?im)^COMMENT(?:;[^:\r\n]*)?:([^\r\n]*)")
_LONGEST = 120
_LOOKED_AT = 100_000


def appointment(text: str) -> str:
    r"""What a calendar file is about and when, as its fields say it.

    >>> appointment("BEGIN:VEVENT\nSUMMARY:Check-up\nDTSTART;TZID=Europe/Berlin:20261125T100000\nEND:VEVENT")
    'Check-up, 2026-11-25 10:00 (Europe/Berlin)'
    """
    inside = _unfolded(text).partition("BEGIN:VEVENT")[2] or _unfolded(text)
    what = _field(inside, "SUMMARY")[1]
    about, moment = _field(inside, "DTSTART")
    return ", ".join(filter(None, (what, _moment(about, moment))))


def contact(text: str) -> str:
    r"""Whose card it is.

    >>> contact("BEGIN:VCARD\nFN:Dr. Noor Vega\nEND:VCARD")
    'Dr. Noor Vega'
    """
    return _field(_unfolded(text), "FN")[1]


def _unfolded(text: str) -> str:
    return _FOLDED.sub("", text[:_LOOKED_AT])


def _field(text: str, name: str) -> tuple[str, str]:
    match = re.search(rf"(?im)^(?:item\d+\.)?{name}((?:;[^:\r\n]*)?):([^\r\n]*)", text)
    if not match:
        return "", ""
    return match[1], _ESCAPED.sub(lambda escape: " " if escape[1] in "nN" else escape[1], match[2]).strip()[:_LONGEST]


def _moment(about: str, text: str) -> str:
    match = _MOMENT.match(text)
    if not match:
        return text
    try:
        day = dt.date(int(match[1][:4]), int(match[1][4:6]), int(match[1][6:])).isoformat()
    except ValueError:
        return text
    if not match[2]:
        return day
    zone = re.search(r"(?i)tzid=\"?([^;\":]+)", about)
    where = " (UTC)" if match[3] else f" ({zone[1]})" if zone else ""
    return f"{day} {match[2][:2]}:{match[2][2:]}{where}"


def comment(text: str) -> str:
    r"""What somebody wrote who answers an appointment, or "".

    >>> comment("BEGIN:VEVENT\nCOMMENT;LANGUAGE=en:I am ill\\, s\n orry.\nEND:VEVENT")
    'I am ill, sorry.'
    """
    line = _COMMENT.search(_unfolded(text))
    return _ESCAPED.sub(lambda escape: "\n" if escape[1] in "nN" else escape[1], line[1]).strip() if line else ""
