"""Which of the words that we do not know may change what is asked about.

Beside a topic an unknown word may make another thing of it, and after "with", "use", "take" it may be what is put on
or swallowed. Behind "in", "since", "for" it is a circumstance of something to do: where, since when, what for.
"""

from fortnight.asking.grammar import Mention, Parsed
from fortnight.asking.heads import activity_of
from fortnight.asking.lexicon import classes_of

_CIRCUMSTANCE = frozenset(
    (
        "in",
        "at",
        "on",
        "since",
        "for",
        "from",
        "during",
        "by",
        "near",
        "because",
        "into",
        "around",
        "past",
        "through",
        "until",
        "before",
        "en",
        "desde",
        "por",
        "para",
        "hasta",
        "durante",
        "entre",
        "segun",
        "hacia",
    )
)
_OVER = frozenset({"little", "amount", "plain", "people", "occasion", "when"})
_PUT_ON = frozenset({"skin", "remedy", "household", "hair", "body", "eyes"})


def strangers(parsed: Parsed, asked: tuple[Mention, ...]) -> tuple[str, ...]:
    """The unknown words of a text that may change its sense."""
    told = tuple(place for place in parsed.unknown if not _harmless(parsed, asked, place))
    return tuple(parsed.words[place].given for place in told)


def _harmless(parsed: Parsed, asked: tuple[Mention, ...], place: int) -> bool:
    if len(asked) != 1:
        return False
    topic, activity = asked[0], activity_of(asked[0])
    if activity is None or activity.group in _PUT_ON or topic.aside:
        return False
    if place in (topic.start - 1, topic.end) or place in range(*topic.reach):
        return False
    return _behind(parsed, place) in _CIRCUMSTANCE


def _behind(parsed: Parsed, place: int) -> str:
    """The word that a word hangs on: the one before it, over little words and other unknown ones."""
    while place > 0 and not parsed.words[place].ends:
        place -= 1
        word = parsed.words[place]
        known_over = word.number or not _OVER.isdisjoint(classes_of(word.plain))
        if word.plain in _CIRCUMSTANCE or not (known_over or place in parsed.unknown):
            return word.plain
    return ""
