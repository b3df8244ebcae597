"""A line in words: whose it is, how it is reached, and when, where and in which languages it answers.

Only what was seen is said: where no hours were seen, none are named. A line that is silent for a part of the day says
so, and what to call then.
"""

from fortnight.healing.model import Channel, HelpLine, Purpose
from fortnight.wording.load import LANGUAGE, say

_SILENT = frozenset({"GB"})


def line_name(line: HelpLine, language: str = LANGUAGE) -> str:
    """Its own name, or what kind of line it is where none was seen."""
    return line.name or say(f"line-{line.purpose}", language)


def line_reached(line: HelpLine, language: str = LANGUAGE) -> str:
    """The number as printed, with the word to send or the key to press.

    >>> from fortnight.healing.lines import every_line
    >>> [line_reached(line) for line in every_line() if line.country == "IE" and line.channel is Channel.TEXT]
    ['text HELLO to 50808']
    """
    if line.channel is Channel.TEXT:
        sentence = "line-text-word" if line.then else "line-text"
        return say(sentence, language, word=line.then, number=line.printed)
    return say("line-press", language, number=line.printed, key=line.then) if line.then else line.printed


def line_details(line: HelpLine, language: str = LANGUAGE) -> tuple[str, ...]:
    """Its region, its hours and its languages, each where it was seen."""
    languages = ", ".join(say(f"line-language-{code}", language) for code in line.languages)
    return tuple(filter(None, (line.area, _hours(line, language), languages)))


def silent_call(purpose: Purpose | None, country: str, language: str = LANGUAGE) -> str:
    """How to call for help where a voice would be heard, for a country where we know of a way; else "".

    Source: domestic-abuse-advice.
    """
    has_line = purpose is Purpose.VIOLENCE and country in _SILENT
    return say(f"line-silent-{country.lower()}", language) if has_line else ""


def _hours(line: HelpLine, language: str) -> str:
    if line.all_day:
        return say("line-all-day", language)
    if not line.part_time:
        return ""
    workdays, _, hours = line.hours.rpartition(" ")
    first, last = (f"{hour}:00" for hour in hours.split("-"))
    return say("line-workdays" if workdays else "line-daily", language, first=first, last=last)
