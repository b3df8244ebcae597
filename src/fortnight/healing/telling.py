"""Whether what somebody writes tells of a sign that must not wait.

It looks for the words of `data/told.toml`, in every language at once, and gives the signs they belong to. It is there
to show the card with the doctor's way before a message is sent; it judges nothing, and where it finds nothing that says
nothing about anybody's skin. It would rather show the card once too often: only a plain "no fever" is taken as a no.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from fortnight.errors import DataError, did_you_mean
from fortnight.healing.load import all_rules
from fortnight.healing.model import Sign
from fortnight.sources import shipped
from fortnight.tables import parse
from fortnight.wording.load import LANGUAGES

_FILE = "healing/data/told.toml"
_LONGEST = 20_000
_CLAUSES = re.compile(r"[.!?;\n]+")
_NOT = r"(?:no|not|never|without|dont|doesnt|didnt|havent|hasnt|isnt|sin|ni|nunca|tampoco)"
# "No fever", "not had any fever", "no tengo fiebre": a no with at most two short words behind it.
_DENIED = re.compile(rf"\b{_NOT}(?: (?:any|a|an|had|have|has|the|tengo|tiene|hay|tuve|nada|de|mas|more)){{0,3}}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way to tell of a sign: patterns that all have to be found in one sentence."""

    sign: str
    patterns: tuple[re.Pattern[str], ...]

    def found_in(self, clause: str) -> bool:
        """Whether a sentence, already folded, tells it and does not deny it."""
        return all(self._told(pattern, clause) for pattern in self.patterns)

    @staticmethod
    def _told(pattern: re.Pattern[str], clause: str) -> bool:
        return any(not _DENIED.search(clause[: hit.start()].rstrip()) for hit in pattern.finditer(clause))


def signs_told(text: str) -> tuple[Sign, ...]:
    """The signs that a text tells of, the most urgent first; of a very long text the beginning is read.

    Never raises for what people write. Source: healing/data/told.toml.

    >>> [sign.id for sign in signs_told("I have a fever and it hurts")], signs_told("No fever. May I use retinol?")
    (['sign-fever'], ())
    """
    clauses = dict.fromkeys(_folded(clause) for clause in _CLAUSES.split(text[:_LONGEST]))
    found = {way.sign for way in ways() if any(way.found_in(clause) for clause in clauses)}
    return tuple(sign for sign in all_rules() if sign.id in found)


@cache
def ways() -> tuple[Way, ...]:
    """Every way to tell of a sign. Raises: DataError when the data is broken."""
    return tuple(way for told in read_told(shipped(_FILE), _FILE).values() for way in told)


def read_told(text: str, file: str) -> Mapping[str, tuple[Way, ...]]:
    """The ways of a text by the id of their sign. Raises: DataError with the line and the fix."""
    lines = {line.strip(): number for number, line in enumerate(text.splitlines(), 1)}
    signs = {sign.id for sign in all_rules()}
    found: dict[str, tuple[Way, ...]] = {}
    for sign_id, by_language in parse(text, file).items():
        line = lines.get(f"[{sign_id}]", 1)
        if sign_id not in signs:
            raise DataError(file, line, f'"{sign_id}" is no sign', did_you_mean(sign_id, signs))
        if not isinstance(by_language, dict) or set(by_language) != set(LANGUAGES):
            raise DataError(file, line, f'"{sign_id}" wants a line a language', f"Write {', '.join(LANGUAGES)}.")
        said = [one for words in by_language.values() for one in str(words).split(",")]
        if not all(map(_folded, said)):
            raise DataError(file, line, f'"{sign_id}" has a way without words', "Take the comma out.")
        found[sign_id] = tuple(_way(sign_id, one) for one in said)
    return MappingProxyType(found)


def _way(sign_id: str, said: str) -> Way:
    return Way(sign=sign_id, patterns=tuple(map(_pattern, said.split("+"))))


def _pattern(words: str) -> re.Pattern[str]:
    open_end = words.rstrip().endswith("*")
    return re.compile(rf"\b{re.escape(_folded(words))}" + (r"\w*" if open_end else r"\b"))


def _folded(text: str) -> str:
    """Small letters without accents, words parted by one space; an apostrophe is no gap."""
    plain = unicodedata.normalize("NFKD", text.casefold()).replace("'", "").replace("\u2019", "")
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(re.findall(r"\w+", letters))
