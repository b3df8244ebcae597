"""Which rules and names an answer was worked out with: a fingerprint of every data file that an answer depends on.

A person whose clinic has a guide of its own has an edition of their own: the same with the hash of their version.
The guide's version alone is not enough, since a name or a person's rule may change without it. The files are read once
a process; whatever stands in one of the folders counts, so a new file needs no edit here.
"""

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from fortnight.guide.load import published_guide
from fortnight.web.accounts.convert import guide_key
from fortnight.web.accounts.models import Person

_FOLDERS = ("asking/data", "guide/data", "labels/data", "person/data", "verdicts/data")
_SIGNS = 16


@cache
def edition() -> str:
    """The guide's version with the fingerprint of the rules and names: "2026-11-23+0123456789abcdef"."""
    return f"{published_guide().version}+{fingerprint_of(*_FOLDERS)}"


@cache
def fingerprint_of(*folders: str) -> str:
    """One short text for the data files of some folders of the library."""
    return fingerprint(_data(folders))


def edition_of(person: Person) -> str:
    """The edition that holds for a person: with the hash of their clinic's version of the guide, where it has one.

    At most 40 characters, which is what a row has room for.
    """
    key = guide_key(person)
    return f"{edition()}+{hash_in(key)}" if key else edition()


def hash_in(key: str) -> str:
    """The hash that stands in the key of a version.

    >>> hash_in("1.4.0123456789ab")
    '0123456789ab'
    """
    return key.rpartition(".")[2]


def fingerprint(contents: Iterable[tuple[str, bytes]]) -> str:
    """One short text for files by name and content, whatever their order.

    >>> fingerprint([("a", b"1"), ("b", b"2")]) == fingerprint([("b", b"2"), ("a", b"1")])
    True
    >>> fingerprint([("a", b"1")]) == fingerprint([("a", b"2")])
    False
    """
    whole = hashlib.sha256()
    for name, content in sorted(contents):
        whole.update(f"{name} {len(content)} ".encode())
        whole.update(content)
    return whole.hexdigest()[:_SIGNS]


def _data(folders: Iterable[str]) -> Iterable[tuple[str, bytes]]:
    for folder in folders:
        for file in files("fortnight").joinpath(folder).iterdir():
            if _counts(file):
                yield f"{folder}/{file.name}", file.read_bytes()


def _counts(file: Traversable) -> bool:
    return file.is_file() and file.name.endswith((".toml", ".csv"))
