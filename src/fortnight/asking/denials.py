"""Whether a topic is turned round: "without perfume", "perfume-free", "not the gym", or only looked like.

It is looked at word by word around the topic, and never over the end of a statement.
"""

from fortnight.asking.lexicon import classes_of
from fortnight.asking.words import TypedWord, stem


def is_turned(words: tuple[TypedWord, ...], start: int, end: int) -> bool:
    """Whether "without" stands before a topic, or "free" behind it, or somebody only looks like it."""
    before, after = start - 1, end
    compared = [stem(word.plain) for word in words[max(before - 2, 0) : start]]
    if "like" in {word.plain for word in words[max(before - 1, 0) : start]} and {"look", "feel"} & set(compared):
        return True
    if is_denied_before(words, start):
        return True
    return after < len(words) and not words[after].ends and "turns-after" in classes_of(words[after].plain)


_CARRIES = frozenset({"haga", "hace", "hacen", "hagan", "do", "does", "make", "makes", "making", "any"})


def is_denied_before(words: tuple[TypedWord, ...], start: int) -> bool:
    """Whether "without", "not" stands before a topic, or before the verb that carries it: "que no haga espuma"."""
    before = start - 1
    if before < 0 or words[start].ends:
        return False
    if words[before].plain in _CARRIES and before > 0 and not words[before].ends:
        before -= 1
    return "turns-before" in classes_of(words[before].plain)
