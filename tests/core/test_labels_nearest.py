"""Near-misses: a slip of the pen or of the camera is mended, and no slip wins or loses a restricted trait."""

import string
from collections.abc import Callable
from zlib import crc32

import pytest

from fortnight.labels.cues import NOT_RESTRICTED, RESTRICTED, Cue
from fortnight.labels.folding import fold
from fortnight.labels.identify import identify
from fortnight.labels.model import How, Name
from fortnight.labels.nearest import nearest
from fortnight.labels.vocabulary import vocabulary

KNOWN = vocabulary().known
# What counts only beside something else on the label: a word in the product's name, a second fruit extract.
WITH_OTHERS = Cue.SCRUB_IF_NAMED | Cue.ENZYME_IF_NAMED | Cue.FRUIT_ACID
# A mineral filter is welcome, so to lose one is the stricter reading.
SURE = RESTRICTED & ~WITH_OTHERS & ~Cue.MINERAL_FILTER
SAMPLE = 500


def read(printed: str) -> list[Name]:
    return [name for _, name in identify(printed)]


def cues(names: list[Name]) -> Cue:
    found = 0
    for name in names:
        found |= name.cues
    return Cue(found)


def slipped(name: str, seed: int) -> str:
    """The name with one letter lost, another, or changed with its neighbour: which, the seed decides."""
    number = crc32(f"{seed} {name}".encode())
    at, other = number % (len(name) - 1), string.ascii_lowercase[number // 64 % 26]
    lost, changed = name[:at] + name[at + 1 :], name[:at] + other + name[at + 1 :]
    swapped = name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    return (lost, changed, swapped)[number // 4096 % 3]


def slips(wanted: Callable[[Cue], bool], seed: int) -> list[tuple[str, str]]:
    """A seeded sample of names whose cues are wanted, each with a slip that makes no other name of the vocabulary."""
    keys = [key for key, known in KNOWN.items() if wanted(known.cues) and len(key) > 3]
    keys.sort(key=lambda key: crc32(f"{key} {seed}".encode()))
    return [(key, slip) for key in keys[:SAMPLE] if fold(slip := slipped(key, seed)) not in KNOWN]


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("Phen0xyethanol", "Phenoxyethanol"),
        ("Linal0ol", "Linalool"),
        ("G1ycerin", "Glycerin"),
        ("phenoxyethanoi", "Phenoxyethanol"),
        ("Niacinarnide", "Niacinamide"),
        ("Cetearyl A1cohol", "Cetearyl Alcohol"),
        ("Sodiurn Hyaluronate", "Sodium Hyaluronate"),
        ("Caprylic/Capric Trigylceride", "Caprylic/Capric Triglyceride"),
        ("Dimethicome", "Dimethicone"),
        ("Butylphenyl Methylpropinal", "Butylphenyl Methylpropional"),
    ],
)
def test_a_slip_of_the_camera_or_the_pen_is_the_name_it_clearly_is(printed: str, meant: str) -> None:
    (name,) = read(printed)
    assert (name.inci, name.how, name.printed) == (meant, How.NEAR_MISS, printed)


@pytest.mark.parametrize("printed", ["Auqa", "Tak", "Mika", "Aqus", "Zein2", "Ail"])
def test_a_short_name_is_never_guessed(printed: str) -> None:
    assert nearest(fold(printed)) is None


@pytest.mark.parametrize(
    "printed", ["Luminol Complex 4", "Glow Extract", "Sodium Glowate", "Hydrolyzed Unicorn Protein", "x" * 130, ""]
)
def test_what_is_far_from_every_name_is_not_guessed(printed: str) -> None:
    assert nearest(fold(printed)) is None


@pytest.mark.parametrize("printed", ["1,5-hexanediol", "4-naphthol", "peg-101", "polyquaternium-70", "dipeptide-47"])
def test_a_number_is_no_slip(printed: str) -> None:
    assert nearest(printed) is None


def test_a_slip_between_two_names_is_neither() -> None:
    """One letter parts "glycine" from "glycin": nobody can say which of two neighbours a slip means."""
    for one, other in (("cetyl alcohol", "cetyl alcohols"), ("retinol", "retinal")):
        between = nearest(f"{one[:-1]}x")
        assert between is None or between.cues == KNOWN[one].cues == KNOWN.get(other, KNOWN[one]).cues


def test_a_slip_never_loses_a_restricted_trait() -> None:
    """Either the same restricted cues, or the name stays unread; for what restricts by itself."""
    lost = {
        f"{key} -> {slip}": [name.inci for name in read(slip)]
        for key, slip in slips(lambda found: bool(found & SURE), seed=14)
        if all(name.inci for name in read(slip)) and KNOWN[key].cues & SURE & ~cues(read(slip))
    }
    assert not {slip: read_as for slip, read_as in lost.items() if read_as}


def test_a_slip_never_loses_what_restricts_only_beside_something_else() -> None:
    """A fruit extract, a ferment, a powder: they count when the product's name or a second extract says so."""
    lost = {
        f"{key} -> {slip}": [name.inci for name in read(slip)]
        for key, slip in slips(lambda found: bool(found & WITH_OTHERS), seed=41)
        if all(name.inci for name in read(slip)) and KNOWN[key].cues & WITH_OTHERS & ~cues(read(slip))
    }
    assert not {slip: read_as for slip, read_as in lost.items() if read_as}


def test_a_guess_never_wins_a_restricted_trait_that_the_name_did_not_mean() -> None:
    """For plain names of eight letters and more; a shorter one may lie one letter from a restricted one."""
    won = {
        f"{key} -> {slip}": [name.inci for name in read(slip)]
        for key, slip in slips(lambda found: not found & ~NOT_RESTRICTED, seed=28)
        if len(key) >= 8 and cues(read(slip)) & RESTRICTED and any(name.how is How.NEAR_MISS for name in read(slip))
    }
    assert not won
