"""Names of which a camera took strokes for others: "prohne" is Proline, "soclium" sodium, "altemifolia" alternifolia.

Letters are made of the same few strokes: two uprights are n, u, h, li, ii or ri, three are m, rn or in. All names that
look alike stroke by stroke have one form. A name is taken for a known one where exactly one has its form, where each
letter that differs is one that a camera takes for the other (`like_a_slip`), and where what is printed is no substance
of any standing itself nor a slip away from a stricter one. How long a name is makes no difference.
"""

from functools import cache, lru_cache

from fortnight.labels.nearest import like_a_slip, nearest_restricted, numbers_beside
from fortnight.labels.substances import groups_in
from fortnight.labels.vocabulary import CanonicalName, vocabulary

_STROKES = str.maketrans(
    {
        **dict.fromkeys("i1!|rtfj", "l"),
        **dict.fromkeys("nuh", "ll"),
        **dict.fromkeys("e", "c"),
        **dict.fromkeys("gq9", "g"),
        **dict.fromkeys("6b8", "b"),
        "m": "lll",
        "d": "cl",
        "w": "vv",
        "y": "v",
        "0": "o",
        "5": "s",
        "-": " ",
    }
)
_SHORTEST = 4
_LONGEST = 120


def strokes(folded: str) -> str:
    """The strokes of a folded name: the same for all names that a camera takes for each other.

    >>> strokes("prohne") == strokes("proline"), strokes("soclium") == strokes("sodium")
    (True, True)
    """
    return folded.translate(_STROKES)


@cache
def _names() -> dict[int, str | tuple[str, ...]]:
    """The names by the hash of their strokes, which takes less memory: whoever asks compares the strokes again."""
    names: dict[int, str | tuple[str, ...]] = {}
    for key in vocabulary().known:
        if _SHORTEST <= len(key) <= _LONGEST:
            form = hash(strokes(key))
            other = names.get(form)
            names[form] = key if other is None else (*_several(other), key)
    return names


def _several(names: str | tuple[str, ...]) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else names


@lru_cache(maxsize=1024)
def seen_as(folded: str) -> CanonicalName | None:
    """The one known name that a folded name is where a camera took strokes for others; None for any other.

    >>> seen_as("prohne").inci, seen_as("sodium"), seen_as("menthane")
    ('Proline', None, None)
    """
    if not _SHORTEST <= len(folded) <= _LONGEST or folded in vocabulary().known or groups_in(folded):
        return None
    form = strokes(folded)
    keys = _names().get(hash(form))
    if keys is None:
        return None
    canonical_names = vocabulary().known
    alike = [key for key in _several(keys) if strokes(key) == form]
    if len({canonical_names[key].inci for key in alike}) != 1:
        return None
    seen = next((canonical_names[key] for key in alike if _differs_as_seen(folded, key)), None)
    strict = nearest_restricted(folded) if seen else None
    return None if strict and seen and int(strict.cues) & ~int(seen.cues) else seen


def _differs_as_seen(printed: str, meant: str) -> bool:
    """Whether each word differs as a camera would have it, and every number of the name is printed."""
    words, others = printed.split(" "), meant.split(" ")
    if len(words) != len(others) or numbers_beside(printed, meant) != numbers_beside(meant, meant):
        return False
    return all(word == other or like_a_slip(word, other) for word, other in zip(words, others, strict=True))
