"""What somebody means who types into the box: a label, a product of theirs, something in general, an activity.

Asked in this order: is it a list (several names that are parted, of which enough are known); does it name a product of
theirs; does it name an activity; do all of its words speak of a kind of product or of one ingredient. Where exactly
one of these holds, and not by likeness alone, that is what is meant. Otherwise the person is asked and nothing is
guessed: a name with words that we do not know is a product whose list we have not seen.
"""

import re
import tomllib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from fortnight.errors import UsageError
from fortnight.guide.load import published_guide
from fortnight.guide.model import Activity
from fortnight.labels.folding import fold
from fortnight.labels.kinds import kind_of
from fortnight.labels.model import Kind, Label
from fortnight.labels.read import read_label
from fortnight.verdicts.activities import find_activity, words_for
from fortnight.web.shell.words import told

_PARTED = re.compile(r"[,;\n•·|]|\bingredients?\s*:", re.IGNORECASE)
_MANY = 4
_FEW = 3
_LONGEST_SAID = 120


class Sense(StrEnum):
    """What something typed can mean."""

    LABEL = "label"
    PRODUCT = "product"
    ACTIVITY = "activity"
    GENERAL = "general"
    NAME = "name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """One thing that is possibly meant. `key` is a product's, `activity` an activity, `kind` what a name tells."""

    sense: Sense
    words: str
    key: uuid.UUID | None = None
    activity: Activity | None = None
    kind: Kind | None = None


def meanings(said: str, shelf: Sequence[tuple[uuid.UUID, str]]) -> tuple[Meaning, ...]:
    """What was possibly meant, the likelier first. One meaning is what is meant; several are to be asked about.

    `shelf` are the keys and names of the person's products. There is always one meaning at the least.
    """
    if len(said) > _LONGEST_SAID or _is_list(said, read_label(said)):
        return (Meaning(sense=Sense.LABEL, words=said),)
    exact = tuple(_theirs(key, name) for key, name in shelf if name and fold(name) == fold(said))
    return exact or _several(said) or _one(said, shelf)


def _one(said: str, shelf: Sequence[tuple[uuid.UUID, str]]) -> tuple[Meaning, ...]:
    """What one thing that was typed can be, where it is no list and not just the name of one of their products."""
    activity, surely = _activity(said)
    general, purely = _general(said)
    if activity and surely and not purely:
        return (activity,)
    like = (activity,) if activity and (surely or not general) else ()
    found = (*_alike(said, shelf), *like, *((general,) if general else ()))
    if len(found) > 1 or (found and found[0].sense is not Sense.ACTIVITY):
        return found
    return (*found, Meaning(sense=Sense.NAME, words=said, kind=kind_of(said)))


@cache
def _words(which: str) -> frozenset[str]:
    """The words of `data/words.toml` under `fillers` or `kinds`."""
    text = files("fortnight.web.shelf").joinpath("data/words.toml").read_text("utf-8")
    return frozenset(str(tomllib.loads(text)[which]).split())


def _theirs(key: uuid.UUID, name: str) -> Meaning:
    return Meaning(sense=Sense.PRODUCT, words=name, key=key)


def _is_list(said: str, label: Label) -> bool:
    """Whether several names stand there, parted or all known, and enough of them are names of ingredients."""
    if label.of < 2 or (_several(said) and label.of <= _FEW):
        return False
    parted = bool(_PARTED.search(said))
    return label.read == label.of or (parted and (label.readable or label.of >= _MANY))


def _several(said: str) -> tuple[Meaning, ...]:
    """The activities among a few things that are parted by commas: each is asked about alone."""
    parts = [part.strip() for part in re.split(r"[,;\n]", said) if part.strip()]
    if not 2 <= len(parts) <= _FEW:
        return ()
    found = [activity for activity, surely in map(_activity, parts) if activity and surely]
    return (*found, Meaning(sense=Sense.LABEL, words=said)) if found else ()


def _activity(said: str) -> tuple[Meaning | None, bool]:
    """The activity that the words name, and whether they name just that and nothing that is merely like it."""
    activities = published_guide().activities
    for words in dict.fromkeys((said, " ".join(_telling(said)))):
        try:
            activity = find_activity(words, activities)
        except UsageError:
            continue
        meaning = Meaning(sense=Sense.ACTIVITY, words=told(activity, "name"), activity=activity)
        known = words_for(activity)
        if fold(words) in known:
            return meaning, True
        within = any(f" {other} " in f" {fold(words)} " for other in known)
        of_a_label = read_label(words).evidence or read_label(_bare(said)).read
        return meaning, within and not of_a_label and kind_of(words) is None
    return None, False


def _general(said: str) -> tuple[Meaning | None, bool]:
    """What the words say in general, if every one of them does; and whether they name a kind and nothing besides."""
    kind = kind_of(said)
    telling = _telling(said)
    rest = " ".join(word for word in telling if word not in _words("kinds") and not word.isdigit())
    purely = bool(kind and telling and not rest)
    named = read_label(rest) if rest else None
    spoken = named is not None and named.of == 1 and bool(named.read or (named.evidence and len(rest.split()) == 1))
    whole = read_label(_bare(said))
    by_name = whole.read == whole.of == 1
    if not purely and not spoken and not by_name:
        return None, False
    return Meaning(sense=Sense.GENERAL, words=_bare(said) if by_name else " ".join(telling), kind=kind), purely


def _telling(said: str) -> list[str]:
    """The words that say what it is about: "May I use retinol today?" is about retinol."""
    return [word for word in _words_of(said) if word not in _words("fillers")]


def _bare(said: str) -> str:
    """What is said without the words around it: a name keeps its own "of", as "aceite de coco" does."""
    words = _words_of(said)
    telling = [at for at, word in enumerate(words) if word not in _words("fillers")]
    return " ".join(words[telling[0] : telling[-1] + 1]) if telling else ""


def _words_of(said: str) -> list[str]:
    words = re.findall(r"[^\s?!¿¡.,]+", said.casefold())
    return ["vitamin" if word == "vit" else word for word in words]


def _alike(said: str, shelf: Sequence[tuple[uuid.UUID, str]]) -> list[Meaning]:
    """The products of a person whose names hold these words, or are like them but for a slip."""
    words = set(fold(" ".join(_telling(said))).split())
    return [_theirs(key, name) for key, name in shelf if words and words <= set(fold(name).split())]
