"""What a name alone tells: the hints of traits.toml lose nothing, and the vocabulary agrees with the patterns."""

import re

import pytest

from fortnight.labels.cues import (
    NO_CUE,
    NOT_RESTRICTED,
    RESTRICTED,
    SUBSTANCES,
    Cue,
    _of_substances,
    cue_patterns,
    cues_from_words,
    cues_of,
)
from fortnight.labels.folding import open_brackets, without_brackets
from fortnight.labels.vocabulary import vocabulary


def asking_every_pattern(folded: str) -> Cue:
    forms = tuple(dict.fromkeys((folded, without_brackets(folded), open_brackets(folded))))
    found = _of_substances(folded)
    for pattern in cue_patterns():
        if pattern.speaks(forms):
            found |= pattern.cue
    return Cue(found)


def test_the_hints_lose_no_cue_of_any_name_of_the_vocabulary() -> None:
    """Each pattern is run over all names without one of its hints at once; what it finds there is asked by itself."""
    lines = {form: key for key in vocabulary().known for form in (open_brackets(key), without_brackets(key), key)}
    for pattern in cue_patterns():
        unhinted = [line for line in lines if not any(hint in line for hint in pattern.hints)]
        suspects = {line for line in unhinted if line in pattern.names}
        if pattern.pattern:
            every_line = re.compile(pattern.pattern.pattern, re.MULTILINE)
            text = "\n".join(unhinted)
            suspects |= {
                text[text.rfind("\n", 0, hit.end()) + 1 :].split("\n", 1)[0] for hit in every_line.finditer(text)
            }
        lost = [line for line in suspects if cues_of(lines[line]) != asking_every_pattern(lines[line])]
        assert not lost, f"{pattern.cue.name}: give it hints for {lost}"


def test_every_whole_name_of_a_cue_is_hinted_at() -> None:
    for pattern in cue_patterns():
        for name in pattern.names:
            assert asking_every_pattern(name) == cues_of(name), name


def test_every_cue_has_one_pattern_in_the_order_of_the_bits() -> None:
    of_no_table = SUBSTANCES | Cue.IF_MAIN | Cue.UNJUDGED
    assert [pattern.cue for pattern in cue_patterns()] == [cue for cue in Cue if not cue & of_no_table]
    assert all(pattern.hints and (pattern.names or pattern.pattern) for pattern in cue_patterns())


@pytest.mark.parametrize(
    ("folded", "cue"),
    [
        ("retinyl something new", Cue.RETINOID),
        ("zorbol peptide-99", Cue.PEPTIDE),
        ("sodium glowyl hyaluronate", Cue.HYALURONIC),
        ("isopropylglow isothiazolinone", Cue.ISOTHIAZOLINONE),
        ("ascorbyl glowate", Cue.VITAMIN_C),
        ("mystic essential oil", Cue.ESSENTIAL_OIL),
        ("apricot shell powder", Cue.SCRUB),
        ("natural fragrance blend", Cue.FRAGRANCE),
    ],
)
def test_a_name_that_nobody_knows_still_shows_what_it_is(folded: str, cue: Cue) -> None:
    assert cue in cues_of(folded)


@pytest.mark.parametrize(
    "folded",
    [
        "bakuchiol",
        "cetearyl alcohol",
        "benzyl alcohol",
        "phenethyl alcohol",
        "hyaluronic",
        "water",
        "",
        "kaolin",
        "mica",
    ],
)
def test_a_harmless_neighbour_shows_nothing_restricted(folded: str) -> None:
    assert not cues_of(folded) & RESTRICTED


def test_restricted_and_not_restricted_share_no_cue_and_leave_none_out() -> None:
    for cue in Cue:
        assert bool(cue & RESTRICTED) != bool(cue & NOT_RESTRICTED)


def test_cues_are_read_in_any_order() -> None:
    assert cues_from_words("cooling essential_oil") == Cue.COOLING | Cue.ESSENTIAL_OIL
    assert cues_from_words("") == NO_CUE


def test_a_word_that_is_no_cue_is_refused() -> None:
    with pytest.raises(KeyError):
        cues_from_words("glow")
