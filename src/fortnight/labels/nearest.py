"""Near-misses: a name with a slip of the pen or of the camera, taken for the one name it clearly is.

Accepted only when one candidate is clearly nearest: no other candidate within one edit more. Where a candidate with
a restricted trait and one without are both near, the distance has to leave no doubt. Confusions of the camera
(0/o, 1/i/l, rn/m, 5/s) count half a slip. Short names are never guessed.
"""

from functools import cache, lru_cache

from fortnight.labels.cues import RESTRICTED
from fortnight.labels.near_index import NearIndex, slips_between
from fortnight.labels.patterns import pattern
from fortnight.labels.vocabulary import CanonicalName, vocabulary

_CAMERA = str.maketrans({"0": "o", "1": "l", "i": "l", "5": "s", "8": "b", "9": "g", "6": "g", "|": "l", "!": "l"})
_NUMBERS = pattern(r"\d+")
_PARTS = pattern(r"[ -]")
_SHORTEST_ALIKE = 4
_SHORTEST = 5
_SHORTEST_RESTRICTED = 8


def looks_like(folded: str) -> CanonicalName | None:
    """The one known name that a folded name is where a camera took a letter for another and nothing else differs.

    A number stays a number: what is one in the name has to be printed so.

    >>> looks_like("c1tr1c ac1d").inci, looks_like("5od1um benz0ate").inci
    ('Citric Acid', 'Sodium Benzoate')
    """
    if len(folded) < _SHORTEST_ALIKE or folded in vocabulary().known:
        return None
    alike = _alike().get(camera_form(folded))
    if alike is None:
        return None
    keys = _several(alike)
    if len({vocabulary().known[key].inci for key in keys}) != 1:
        return None
    key = next((key for key in keys if _NUMBERS.findall(key) == numbers_beside(folded, key)), None)
    return vocabulary().known[key] if key else None


@cache
def _alike() -> dict[str, str | tuple[str, ...]]:
    """The names by what the camera may take them for: nearly always one, which then stands there without a tuple."""
    alike: dict[str, str | tuple[str, ...]] = {}
    for key in vocabulary().known:
        if len(key) >= _SHORTEST_ALIKE:
            form = camera_form(key)
            other = alike.get(form)
            # A name that looks like itself stands in memory once.
            alike[key if form == key else form] = key if other is None else (*_several(other), key)
    return alike


def _several(names: str | tuple[str, ...]) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else names


def numbers_beside(printed: str, key: str) -> list[str]:
    """The numbers of a printed name in the words that hold one in the name that is meant."""
    words = list(zip(_PARTS.split(printed), _PARTS.split(key), strict=False))
    return [number for word, meant in words if _NUMBERS.search(meant) for number in _NUMBERS.findall(word)]


def camera_form(folded: str) -> str:
    """What the camera may take a folded name for: the same for all names that it takes for each other."""
    return folded.translate(_CAMERA).replace("rn", "m").replace("vv", "w")


@cache
def _forms() -> NearIndex:
    """The names that are long enough to be guessed, as the camera sees them."""
    forms = (form for form, names in _alike().items() if any(map(_may_be_guessed, _several(names))))
    return NearIndex(forms, lambda length: _allowed(length + _MOST_SLIPS) + 1)


def _may_be_guessed(key: str) -> bool:
    return len(key) >= _SHORTEST


def _allowed(length: int) -> int:
    if length < 8:
        return 1
    return 2 if length < 28 else 3


def nearest(folded: str) -> CanonicalName | None:
    """The one known name that a folded name clearly is, or None.

    >>> nearest("phenoxyethanoi").inci
    'Phenoxyethanol'
    """
    if len(folded) > 120:
        return None
    alike = looks_like(folded)
    if alike or len(folded) < _SHORTEST:
        return alike
    form = camera_form(folded)
    limit = _allowed(len(form))
    found: dict[str, tuple[float, CanonicalName, str]] = {}
    canonical_names = vocabulary().known
    index = _forms()
    if not index.near(form, limit):
        return None
    # One slip more, for the rivals: a name is clearly nearest or none.
    for near, distance in index.near(form, limit + 1):
        for key in filter(_may_be_guessed, _several(_alike()[near])):
            name = canonical_names[key]
            if name.inci not in found or found[name.inci][0] > distance:
                found[name.inci] = (distance, name, key)
    ranked = sorted(found.values(), key=lambda pair: (pair[0], pair[1].inci))
    return _clearly_first(folded, ranked, limit)


@cache
def _restricted() -> NearIndex:
    """The names with a restricted cue."""
    known = vocabulary().known.items()
    keys = [key for key, name in known if name.cues & RESTRICTED and len(key) >= _SHORTEST_RESTRICTED]
    return NearIndex(keys, lambda _: 1)


@lru_cache(maxsize=1024)
def nearest_restricted(folded: str) -> CanonicalName | None:
    """The name with a restricted cue that is one slip away from a built name, if there is one: the stricter reading.

    >>> nearest_restricted("costus ladaniferus leaf oil").inci
    'Cistus Ladaniferus Leaf Oil'
    """
    for key, distance in _restricted().near(folded, 1):
        name = vocabulary().known[key]
        if distance and _same_numbers(folded, name):
            return name
    return None


def _same_numbers(folded: str, name: CanonicalName) -> bool:
    """Numbers are no slips: "PEG-10" is not "PEG-100". Where the name has none, 0, 1 and 5 may be letters."""
    printed = [sign for sign in folded if sign.isdigit()]
    meant = [sign for sign in name.inci if sign.isdigit()]
    return printed == meant or (not meant and set(printed) <= set("015689"))


def _same_words(folded: str, key: str) -> bool:
    """No word may be quite another: "Hydrolyzed Unicorn Protein" is not corn."""
    printed, meant = folded.split(" "), key.split(" ")
    if len(printed) != len(meant):
        return True
    if any(one != other for one, other in zip(printed, meant, strict=True) if len(one) == 1 and len(other) == 1):
        return False  # "Vitamin A" is not "Vitamin E"
    return all(
        slips_between(camera_form(one), camera_form(other)) <= max(1, len(other) // 4)
        for one, other in zip(printed, meant, strict=True)
    )


def _clearly_first(folded: str, ranked: list[tuple[float, CanonicalName, str]], limit: int) -> CanonicalName | None:
    if not ranked or ranked[0][0] > limit:
        return None
    distance, name, key = ranked[0]
    if not _same_numbers(folded, name) or not _same_words(folded, key):
        return None
    for other_distance, other, _ in ranked[1:]:
        differs = (other.cues ^ name.cues) & RESTRICTED
        if other_distance <= distance or (differs and other_distance <= distance + 1):
            return None
    if name.cues & RESTRICTED == 0 and not (like_a_slip(folded, key) and (distance <= 2 or len(folded) >= 24)):
        return None
    return name


_ALIKE = (
    "ilj1!|tfr",
    "oceaquds0",
    "nmhuwv",
    "rn",
    "rv",
    "uvwyi",
    "sz5",
    "bh68",
    "gqy9",
    "kcqx",
    "aeiou",
    "pb",
    "vb",
    "mn",
)
"""Letters that a camera or an ear takes for each other."""
_PAIRS = (
    ("_", "-"),
    ("_", "fi"),
    ("_", "fl"),
    ("-", " "),
    (" ", "-"),
    ("rn", "m"),
    ("m", "rn"),
    ("vv", "w"),
    ("cl", "d"),
    ("d", "cl"),
    ("ph", "f"),
    ("f", "ph"),
    ("w", "vv"),
    *((first + second, letter) for first in "il1" for second in "il1" for letter in "hu"),
    *((letter, run) for letter in "hu" for run in ("li", "il", "ii", "ll")),
    *((first + second, "h") for first in "tf" for second in "il1"),
    *(("h", run) for run in ("ti", "fi", "tl", "fl")),
    *(("r" + second, "n") for second in "il1"),
    *((second + "n", "m") for second in "il1"),
    *(("n", "ri"), ("m", "in"), ("m", "nn"), ("nn", "m"), ("ni", "m"), ("m", "ni"), ("hi", "lu"), ("lu", "hi")),
)
"""Runs of letters that are taken for another run, as they are made of the same strokes or sound alike."""
_MOST_SLIPS = 3
_ENDINGS = ("ate", "ite", "ide", "ane", "ene", "one", "nol", "nal")
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


@cache
def _confused() -> frozenset[tuple[str, str]]:
    """The pairs of letters that are taken for each other, by their look, their sound or their key."""
    keys = [row[at : at + 2] for row in _ROWS for at in range(len(row) - 1)]
    return frozenset((one, other) for group in (*_ALIKE, *keys) for one in group for other in group)


def like_a_slip(printed: str, meant: str) -> bool:
    """Whether one text differs from the other as the camera or a slip of the pen would have it.

    A letter may be doubled, lost, or one for another that looks, sounds or is typed alike; no syllable may be another,
    since a syllable makes another substance.

    >>> like_a_slip("phenoxyethanoi", "phenoxyethanol"), like_a_slip("nitric acid", "citric acid")
    (True, False)
    """
    if _other_endings(printed.split(" "), meant.split(" ")):
        return False
    return _slips_to(printed, meant, _MOST_SLIPS, fresh=True)


def _other_endings(printed: list[str], meant: list[str]) -> bool:
    """Whether a word ends as another substance does: a sulfate is no sulfite, an -ane no -ene."""
    if len(printed) != len(meant):
        return False
    pairs = [(one, other) for one, other in zip(printed, meant, strict=True) if one != other]
    return any(one.endswith(_ENDINGS) and other.endswith(_ENDINGS) and one[-3:] != other[-3:] for one, other in pairs)


def _slips_to(printed: str, meant: str, left: int, *, fresh: bool) -> bool:
    """Whether so many slips lead from one text to the other, no two in a row; `fresh`: none stands right before."""
    same = 0
    while same < min(len(printed), len(meant)) and printed[same] == meant[same]:
        same += 1
    if same:
        printed, meant, fresh = printed[same:], meant[same:], True
    if not printed and not meant:
        return True
    if not left or not fresh:
        return False
    ways = [(one, other) for one, other in _PAIRS if printed.startswith(one) and meant.startswith(other)]
    if len(printed) > 1 and printed[:2] == meant[1::-1]:
        ways.append((printed[:2], meant[:2]))
    if (printed[:1], meant[:1]) in _confused():
        ways.append((printed[:1], meant[:1]))
    ways += [(printed[:1], "")] if printed else []
    ways += [("", meant[:1])] if meant else []
    return any(_slips_to(printed[len(one) :], meant[len(other) :], left - 1, fresh=False) for one, other in ways)
