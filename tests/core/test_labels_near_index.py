"""Near names are looked up by pieces: the same as comparing with every name, for slips of every sort."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from fortnight.labels.near_index import NearIndex
from fortnight.labels.vocabulary import vocabulary
from tests.examples import examples

NAMES = sorted(name for name in vocabulary().known if len(name) > 4)[::7]
INDEX = NearIndex(NAMES, lambda _: 3)


TORN = ["kceciekbabeeibab", "ccaga j ecaa kkdcdfled"]


def slipped(name: str, chance: Random) -> str:
    """A name with up to three slips: a letter changed, lost, put in, or two that changed places."""
    letters = list(name)
    for _ in range(chance.randint(0, 3)):
        at = chance.randrange(len(letters) - 1)
        match chance.randrange(4):
            case 0:
                letters[at] = chance.choice("aeinorst")
            case 1:
                letters.insert(at, "x")
            case 2:
                del letters[at]
            case _:
                letters[at], letters[at + 1] = letters[at + 1], letters[at]
    return "".join(letters)


@examples(120)
@given(st.sampled_from(NAMES), st.randoms(use_true_random=False), st.integers(1, 3))
def test_near_names_are_those_that_a_comparison_with_every_name_finds(name: str, chance: Random, most: int) -> None:
    wanted = slipped(name, chance)
    compared = {other: OSA.distance(wanted, other) for other in NAMES if abs(len(other) - len(wanted)) <= most}
    assert dict(INDEX.near(wanted, most)) == {other: far for other, far in compared.items() if far <= most}


@pytest.mark.parametrize("typed", ["kcceiekbbaeeibba", "ccaag j ecaak kdcdflxed"])
def test_letters_that_changed_places_where_pieces_meet_hide_no_name(typed: str) -> None:
    compared = {name: OSA.distance(typed, name) for name in TORN}
    assert 3 in compared.values()
    assert dict(NearIndex(TORN, lambda _: 3).near(typed, 3)) == {
        name: distance for name, distance in compared.items() if distance <= 3
    }


def test_an_empty_text_and_one_unlike_any_name_are_near_nothing() -> None:
    assert INDEX.near("", 2) == []
    assert INDEX.near("q" * 90, 3) == []
