"""Whom to call, on the screen: the number of the country first, then the line that helps with a sign, at most two."""

import datetime as dt

from fortnight.cli.display import console, indented
from fortnight.healing.lines import help_for
from fortnight.healing.load import all_rules
from fortnight.healing.model import CallList, HelpLine, Purpose, Sign, Urgency
from fortnight.healing.spoken import line_details, line_name, line_reached, silent_call
from fortnight.wording.load import say
from fortnight.wording.rule_words import told


def show_sign(sign: Sign, country: str, day: dt.date, language: str) -> None:
    """A sign: how urgent it is, the number where one has to be called, what it is, what to do."""
    out = console()
    level = Urgency.EMERGENCY if sign.urgency.calls_now else sign.urgency
    indented(out, say(f"ask-{level}", language), "bold red", 0)
    if sign.urgency.calls_now:
        for words in calls(help_for(country, sign.line, day), language):
            indented(out, words, "bold", 0)
    indented(out, told(sign.id, "says", language) or sign.says, "bold", 0)
    indented(out, told(sign.id, "does", language) or sign.does, "", 0)
    out.print()


def calls(call_list: CallList, language: str) -> list[str]:
    """The emergency number, then the lines or the directory that lists them; how to say a country that is not known."""
    texts = [say("ask-numbers", language, numbers=" / ".join(call_list.emergency.numbers))]
    if not call_list.emergency.known:
        texts.append(say("line-country-unknown", language))
    if call_list.purpose is None:
        return texts
    if call_list.lines:
        silent = silent_call(call_list.purpose, call_list.emergency.country, language)
        return [*texts, *(_in_words(line, language) for line in call_list.lines), *filter(None, [silent])]
    return [*texts, f"{say(f'line-none-{call_list.purpose}', language)} {call_list.finder}".strip()]


def _in_words(line: HelpLine, language: str) -> str:
    details = ", ".join(line_details(line, language))
    return f"{line_name(line, language)}: {line_reached(line, language)}{f' ({details})' if details else ''}"


def listed(country: str, day: dt.date, language: str) -> str:
    """The whole card as text: the number first, the signs, then the lines of the country."""
    first = calls(help_for(country, None, day), language)
    signs = [f"{sign.urgency:<10} {sign.id:<32} {told(sign.id, 'says', language) or sign.says}" for sign in all_rules()]
    lines = [words for purpose in Purpose for words in calls(help_for(country, purpose, day), language)[len(first) :]]
    return "\n".join((*first, *signs, *lines))
