"""Which mentions together tell of which sign: the lines of `data/hearing/ways.toml`, and whether a message fulfils one.

A way is a list of links; each link is a list of members that stand close together in one sentence, each member a choice
of concepts; all links have to be there, wherever they stand. Only what is so counts (standing.py). The answer names
the mentions by which a way was fulfilled, so that the words can be shown.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from fortnight.errors import DataError, did_you_mean
from fortnight.healing.hearing.folding import Word
from fortnight.healing.hearing.lexicon import Mention, concepts
from fortnight.healing.hearing.standing import Standing
from fortnight.healing.load import all_rules
from fortnight.sources import shipped
from fortnight.tables import parse

FILE = "healing/data/hearing/ways.toml"
FROM_NUMBERS = frozenset({"degrees", "pain-score", "many-doses", "early-day", "day-3", "day-9"})
_CLOSE = 12
_ANCHORS = 40
_MARKS = {Standing.SO: "", Standing.DENIED: "!"}


@dataclass(frozen=True, slots=True)
class ConceptLink:
    """Members that are close together, and what must not be in their sentence."""

    members: tuple[frozenset[str], ...]
    unless: frozenset[str]


@dataclass(frozen=True, slots=True)
class Way:
    """One way to tell of a sign. `sure`: the sign is told; else a question is asked first."""

    sign: str
    sure: bool
    links: tuple[ConceptLink, ...]


class Said:
    """The mentions of a message by concept and by sentence: what is so, and under "!" what is denied."""

    def __init__(self, meant: Mapping[Mention, Standing], words: Sequence[Word]) -> None:
        self._by_sentence: dict[str, dict[int, list[Mention]]] = {}
        for mention, standing in meant.items():
            if standing in _MARKS:
                sentences = self._by_sentence.setdefault(_MARKS[standing] + mention.concept, {})
                sentences.setdefault(words[mention.first].sentence, []).append(mention)

    def sentences(self, member: frozenset[str]) -> set[int]:
        """The sentences that hold one of these concepts."""
        return {sentence for concept in member for sentence in self._by_sentence.get(concept, ())}

    def within(self, member: frozenset[str], sentence: int) -> list[Mention]:
        """The mentions of these concepts in a sentence, in their order."""
        mentions = [mention for concept in member for mention in self._by_sentence.get(concept, {}).get(sentence, ())]
        return sorted(mentions, key=lambda mention: mention.first)


@cache
def ways() -> tuple[Way, ...]:
    """Every way. Raises: DataError when the data is broken."""
    return read_ways(shipped(FILE), FILE)


def read_ways(text: str, file: str) -> tuple[Way, ...]:
    """The ways of a text. Raises: DataError with the line and the fix."""
    lines = {line.strip(): number for number, line in enumerate(text.splitlines(), 1)}
    signs = {sign.id for sign in all_rules()}
    all_ways: list[Way] = []
    for sign, keys in parse(text, file).items():
        line = lines.get(f"[{sign}]", 1)
        if sign not in signs:
            raise DataError(file, line, f'"{sign}" is not a sign', did_you_mean(sign, signs))
        if not isinstance(keys, dict) or not set(keys) <= {"ways", "asks"} or "ways" not in keys:
            raise DataError(file, line, f'"{sign}" has no ways', 'Write ways = ["..."], and asks = ["..."] if it has.')
        for key in ("ways", "asks"):
            all_ways += [_way(sign, str(pattern), sure=key == "ways", at=(file, line)) for pattern in keys.get(key, ())]
    return tuple(all_ways)


def _way(sign: str, text: str, *, sure: bool, at: tuple[str, int]) -> Way:
    return Way(sign, sure, tuple(_link(part, at) for part in text.split("&")))


def _link(text: str, at: tuple[str, int]) -> ConceptLink:
    first, *rest = text.split(" - ")
    members = tuple(_choice(part, at) for part in first.split("+"))
    return ConceptLink(members, frozenset().union(*(_choice(part, at) for part in rest)))


def _choice(text: str, at: tuple[str, int]) -> frozenset[str]:
    names = frozenset(part.strip() for part in text.split("/"))
    valid = FROM_NUMBERS | concepts().keys()
    for name in {name.removeprefix("!") for name in names} - valid:
        raise DataError(*at, f'"{name}" is not a concept', did_you_mean(name, valid))
    return names


def fulfilled(way: Way, message: Said) -> tuple[Mention, ...]:
    """The mentions by which a message fulfils a way, empty when it does not."""
    evidence: list[Mention] = []
    for link in way.links:
        mentions = _linked(link, message)
        if not mentions:
            return ()
        evidence += mentions
    return tuple(evidence)


def _linked(link: ConceptLink, message: Said) -> tuple[Mention, ...]:
    places = message.sentences(link.members[0])
    for member in link.members[1:]:
        if not places:
            return ()
        places &= message.sentences(member)
    if link.unless and places:
        places -= message.sentences(link.unless)
    for sentence in sorted(places):
        mentions = _together([message.within(member, sentence) for member in link.members])
        if mentions:
            return mentions
    return ()


def _together(members: Sequence[Sequence[Mention]]) -> tuple[Mention, ...]:
    """One mention of each member, close to one of the first, no two of them the same words."""
    for anchor in members[0][:_ANCHORS]:
        chosen = [anchor]
        for others in members[1:]:
            other = _close_to(anchor, others, chosen)
            if other is None:
                break
            chosen.append(other)
        else:
            return tuple(chosen)
    return ()


def _close_to(anchor: Mention, others: Sequence[Mention], chosen: Sequence[Mention]) -> Mention | None:
    begin = bisect_left(others, anchor.first - _CLOSE, key=lambda mention: mention.first)
    for other in others[begin : begin + _ANCHORS]:
        if other.first > anchor.last + _CLOSE:
            return None
        if all((other.first, other.last) != (mention.first, mention.last) for mention in chosen):
            return other
    return None


def signs_by_concepts(message: Said) -> tuple[Mapping[str, tuple[Mention, ...]], Mapping[str, tuple[Mention, ...]]]:
    """The signs that are told and those to ask about, each with the mentions that tell it."""
    stated: dict[str, tuple[Mention, ...]] = {}
    to_ask: dict[str, tuple[Mention, ...]] = {}
    for way in ways():
        mentions = () if way.sign in stated else fulfilled(way, message)
        if mentions:
            # A single corrected word may be another word: "crashing" is not "crushing". Then we ask about it.
            sure = way.sure and not all(mention.mended for mention in mentions)
            (stated if sure else to_ask).setdefault(way.sign, mentions)
    return stated, to_ask
