"""Whether what is mentioned is so: denied, past, only feared, a habit, or words of another meaning.

In this order: words of another meaning ("dying for a coffee", "hot shower") are taken out; a no counts unless it is
part of something told ("no better", "can't breathe"); a no reaches ahead over a few words, also over a list, and ends
where a new statement begins; "is gone" reaches back in its statement, "last year" over the whole of it, "how do I
avoid" ahead to its end. What somebody else is said to think ("asks if it is infected") is denied where a flat no
follows it ("it isn't"). Whatever is unclear counts as being so now.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from fortnight.healing.hearing.folding import Word
from fortnight.healing.hearing.lexicon import Concept, Mention

_NO_REACHES = 6
_GONE_REACHES_BACK = 7
_GONE_REACHES_AHEAD = 2
_FEAR_REACHES = 14
_REPORT_REACHES = 8
# What was done, or wished for, is not undone by "is gone" or "better now".
_DEEDS = frozenset(
    {
        "swallowed",
        "took",
        "many-doses",
        "too-much",
        "too-much-direct",
        "overdose",
        "prick",
        "needle-broke",
        "used-on-another",
        "shared",
        "others-blood",
        "wish-to-die",
        "self-harm",
        "violence",
        "passed-out",
        "no-food",
        "no-drink",
        "over-face",
        "sight-went",
        "burnt-by-others",
    }
)
_HABITS = frozenset({"cold-sore", "shingles", "blister", "hives", "eczema"})


class Standing(StrEnum):
    """How something mentioned is meant."""

    SO = "so"
    DENIED = "denied"
    PAST = "past"
    FEARED = "feared"


def standings(
    words: Sequence[Word], mentions: Iterable[Mention], lexicon: Mapping[str, Concept]
) -> Mapping[Mention, Standing]:
    """How each mention of a concept is meant; mentions of another meaning, and the cues themselves, are left out."""
    cues: dict[str, list[Mention]] = {}
    plain: list[Mention] = []
    for mention in mentions:
        concept = lexicon.get(mention.concept)
        if concept is not None and concept.cue:
            cues.setdefault(concept.cue, []).append(mention)
        else:
            plain.append(mention)
    hidden = _covered(cues.get("nothing", ()))
    seen = _meant([mention for mention in plain if not _inside(mention, hidden)], lexicon)
    reach = _reach(words, cues, _tellers(seen, lexicon), hidden)
    return {mention: _standing(mention, reach, lexicon) for mention in seen}


def _meant(mentions: Sequence[Mention], lexicon: Mapping[str, Concept]) -> list[Mention]:
    """The mentions without those that a longer one hides: "calentura en el labio" is a cold sore and no fever."""
    hiding = [
        (mention, lexicon[mention.concept].hides)
        for mention in mentions
        if mention.concept in lexicon and lexicon[mention.concept].hides
    ]
    return [
        mention
        for mention in mentions
        if not any(mention.concept in hides and _within(mention, by) for by, hides in hiding)
    ]


def _within(mention: Mention, other: Mention) -> bool:
    return other.first <= mention.first and mention.last <= other.last


def _covered(mentions: Iterable[Mention]) -> dict[int, int]:
    """For each word that a mention covers, the number of its run, so that two neighbours do not become one."""
    return {at: mention.first for mention in mentions for at in range(mention.first, mention.last + 1)}


def _inside(mention: Mention, hidden: Mapping[int, int]) -> bool:
    """Whether all of its words mean something else, or its last word begins what does: "want to die of laughter"."""
    runs_on = mention.last in hidden and hidden.get(mention.last + 1) == hidden[mention.last]
    return runs_on or all(at in hidden for at in range(mention.first, mention.last + 1))


def _tellers(mentions: Iterable[Mention], lexicon: Mapping[str, Concept]) -> set[int]:
    """Words inside a phrase that tells of something: a "no" among them denies nothing."""
    return {
        at
        for mention in mentions
        if mention.last > mention.first and not (mention.concept in lexicon and lexicon[mention.concept].place)
        for at in range(mention.first, mention.last + 1)
    }


def _standing(mention: Mention, reach: Mapping[str, set[int]], lexicon: Mapping[str, Concept]) -> Standing:
    concept = lexicon.get(mention.concept)
    if concept is not None and concept.place:
        return Standing.SO
    if mention.first in reach["denied"]:
        return Standing.DENIED
    if mention.first in reach["feared"]:
        return Standing.FEARED
    at = mention.first
    over = at in reach["gone"] and mention.concept not in _DEEDS
    if over or at in reach["past"] or (mention.concept in _HABITS and at in reach["habit"]):
        return Standing.PAST
    return Standing.SO


def _reach(
    words: Sequence[Word], cues: Mapping[str, list[Mention]], tellers: set[int], hidden: Mapping[int, int]
) -> Mapping[str, set[int]]:
    turns = {mention.first for mention in cues.get("turn", ())}
    subjects = {mention.first for mention in cues.get("subject", ())}
    joiners = {mention.first for mention in cues.get("joiner", ())}
    spared = tellers | set(_covered(cues.get("not-denying", ()))) | set(hidden)
    reach: dict[str, set[int]] = {"denied": set(), "past": set(), "gone": set(), "feared": set(), "habit": set()}
    for mention in cues.get("denied", ()):
        if not set(range(mention.first, mention.last + 1)) & spared:
            reach["denied"] |= _ahead_of_a_no(words, mention.last, turns, subjects, joiners)
    reach["denied"] |= _denied_reports(words, cues.get("reported", ()), cues.get("flat-no", ()))
    free = set(_covered(cues.get("not-feared", ()))) | set(hidden)
    for mention in cues.get("past", ()):
        if not set(range(mention.first, mention.last + 1)) <= tellers | free:
            reach["gone" if mention.concept == "gone" else "past"] |= _about_the_past(words, mention, turns)
    for mention in cues.get("feared", ()):
        if mention.first not in free:
            reach["feared"] |= _statement(words, mention.last, turns, ahead=_FEAR_REACHES, back=0)
    for mention in cues.get("habit", ()):
        reach["habit"] |= _statement(words, mention.first, turns, ahead=12, back=12)
    return reach


def _ahead_of_a_no(words: Sequence[Word], at: int, turns: set[int], subjects: set[int], joiners: set[int]) -> set[int]:
    reached: set[int] = set()
    for ahead in range(at + 1, min(len(words), at + 1 + _NO_REACHES)):
        parted = words[ahead].after_pause or (ahead - 1 in joiners)
        if words[ahead].sentence != words[at].sentence or ahead in turns or (parted and ahead in subjects):
            break
        if parted and ahead > at + 1 and ahead - at > _NO_REACHES - 1:
            break
        reached.add(ahead)
    return reached


def _denied_reports(words: Sequence[Word], reports: Iterable[Mention], flat_nos: Sequence[Mention]) -> set[int]:
    """The words of what others think where a flat no follows at the end of it: "asks if it's infected. It isn't"."""
    reached: set[int] = set()
    for report in reports:
        for no in flat_nos:
            between = range(report.last + 1, no.first)
            near = 0 < len(between) <= _REPORT_REACHES and words[no.first].sentence - words[report.first].sentence <= 1
            if near and words[no.first].after_pause and _ends_there(words, no.last):
                reached.update(between)
    return reached


def _ends_there(words: Sequence[Word], last: int) -> bool:
    """Whether a statement ends with the word at `last`: a pause, a full stop or the end of the message follows."""
    return last + 1 == len(words) or words[last + 1].after_pause


def _about_the_past(words: Sequence[Word], mention: Mention, turns: set[int]) -> set[int]:
    if mention.concept == "long-ago":
        return _statement(words, mention.first, turns, ahead=25, back=25)
    ahead = _statement(words, mention.last, turns, ahead=_GONE_REACHES_AHEAD, back=0)
    return ahead | _statement(words, mention.first, turns, ahead=0, back=_GONE_REACHES_BACK)


def _statement(words: Sequence[Word], at: int, turns: set[int], *, ahead: int, back: int) -> set[int]:
    """The words around `at` in the same statement, at most so many ahead and back."""
    reached: set[int] = set()
    for step, most in ((1, ahead), (-1, back)):
        place = at
        while 0 <= place < len(words) and abs(place - at) <= most and words[place].sentence == words[at].sentence:
            if place in turns and place != at:
                break
            reached.add(place)
            place += step
    return reached
