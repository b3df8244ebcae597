"""The words right beside a topic, over those that hide nothing of it: "of", "my", a number, "daily", "cream".

Nothing is looked at over the end of a statement.
"""

from fortnight.asking.lexicon import classes_of
from fortnight.asking.words import TypedWord

_MADE_OF = frozenset({"de", "del", "of"})
_WITH = frozenset({"with", "con"})


def is_plain(word: str, *, bottled: bool) -> bool:
    """Whether a word beside a topic hides nothing; "cream" hides nothing of what is put on, and is no yoga."""
    classes = classes_of(word)
    return not {"plain", "amount"}.isdisjoint(classes) or (bottled and "bottle" in classes)


def left_of(words: tuple[TypedWord, ...], start: int, *, bottled: bool) -> int | None:
    """The place of the word right before a topic, over "de" and "of" and adjectives that hide nothing."""
    place = start - 1
    while place >= 0 and not words[place + 1].ends:
        word = words[place].plain
        if word not in _MADE_OF and not words[place].number and not is_plain(word, bottled=bottled):
            return place
        place -= 1
    return None


def right_of(words: tuple[TypedWord, ...], end: int, over: str, more: frozenset[str], *, bottled: bool) -> int | None:
    """The place of the word behind a topic, over words of a class: "on my", "de las", "for the"."""
    place = end
    while place < len(words) and not words[place].ends:
        word = words[place].plain
        if (
            over not in classes_of(word)
            and word not in more
            and not words[place].number
            and not is_plain(word, bottled=bottled)
        ):
            return place
        place += 1
    return None


def is_in_a_cream(words: tuple[TypedWord, ...], before: int | None) -> bool:
    """Whether "cream with", "crema con" stands before a topic; `before` is the place of the word right before it."""
    if not before or words[before].plain not in _WITH or words[before].ends:
        return False
    return "bottle" in classes_of(words[before - 1].plain)
