"""The laws of standing: nothing put in the place of a base name makes an answer milder; no guess makes one base."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from fortnight.guide import published_guide
from fortnight.labels.cues import NOT_RESTRICTED, RESTRICTED, SUBSTANCES, Cue
from fortnight.labels.folding import fold, open_brackets, without_brackets
from fortnight.labels.model import How, Kind, NameStanding
from fortnight.labels.nearest import like_a_slip
from fortnight.labels.read import read_label
from fortnight.labels.standing import standing_of_name
from fortnight.labels.substances import groups_in
from fortnight.labels.vocabulary import vocabulary
from fortnight.person import Profile
from fortnight.verdicts.judge import weigh
from fortnight.verdicts.model import Ruling
from fortnight.verdicts.rulebook import rulebook
from tests.examples import examples

BOOK = rulebook(published_guide(), Profile())
SEVERITY = {Ruling.YES: 0, Ruling.CAREFUL: 1, Ruling.CANNOT_TELL: 2, Ruling.NOT_YET: 3, Ruling.NOT_THIS_TIME: 3}
EVERY = sorted(
    {known.inci for known in vocabulary().known.values() if ", " not in known.inci and "%" not in known.inci}
)
PLAIN = [
    name
    for name in EVERY
    if standing_of_name(name) is NameStanding.BASE and not vocabulary().known[fold(name)].cues & ~Cue.ONE_PERCENT
]
UNJUDGED = [name for name in EVERY if standing_of_name(name) is NameStanding.UNJUDGED]
REFUSED = [name for name in EVERY if standing_of_name(name) is NameStanding.NOT_FOR_THIS]
STRANGE = ["Glowquell Extract", "Luminol Complex 4", "Starrow", "Quellamide Blend"]
LETTERS = "abcdefghiklmnoprstuvxyz"

quick = examples(80)
plain = st.sampled_from(PLAIN)
lists = st.lists(st.one_of(plain, plain, st.sampled_from(EVERY)), min_size=1, max_size=10)
worse = st.one_of(*(st.sampled_from(some) for some in (STRANGE, UNJUDGED, REFUSED)))
kinds = st.sampled_from([None, *Kind])
product_names = st.sampled_from(["", "Linden Cream", "Glycolic Toner", "Foaming Wash", "Antioxidant Serum", "Hair Dye"])


def severities(printed: list[str], name: str, kind: Kind | None) -> list[int]:
    label = read_label(", ".join(printed), name=name, kind=kind)
    return [SEVERITY[ruling] for ruling in weigh(label, BOOK).rulings]


@quick
@given(lists, plain, worse, st.integers(0, 10), product_names, kinds)
def test_an_unknown_an_unjudged_or_a_refused_name_in_the_place_of_a_base_one_makes_no_answer_milder(
    printed: list[str], base: str, instead: str, place: int, name: str, kind: Kind | None
) -> None:
    before = [*printed[:place], base, *printed[place:]]
    after = [*printed[:place], instead, *printed[place:]]
    pairs = zip(severities(before, name, kind), severities(after, name, kind), strict=True)
    assert not [day for day, (first, second) in enumerate(pairs, 1) if second < first]


@quick
@given(lists, st.one_of(st.sampled_from(STRANGE), st.sampled_from(UNJUDGED), st.sampled_from(REFUSED)), kinds)
def test_a_yes_on_days_1_and_2_needs_every_name_to_be_judged(printed: list[str], other: str, kind: Kind | None) -> None:
    assert all(severity >= SEVERITY[Ruling.CANNOT_TELL] for severity in severities([*printed, other], "", kind)[:2])


def damaged(name: str, chance: Random) -> str:
    """A name with one to three letters changed, lost or added, in any way."""
    letters = list(name)
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(letters))
        match chance.randrange(3):
            case 0:
                letters[at] = chance.choice(LETTERS)
            case 1:
                letters.insert(at, chance.choice(LETTERS))
            case _ if len(letters) > 3:
                del letters[at]
    return "".join(letters)


def slipped(printed: str, meant: str) -> bool:
    """Whether a text differs from another as a slip would have it, as a whole or word by word."""
    one, other = printed.split(" "), meant.split(" ")
    by_words = len(one) == len(other) and all(map(like_a_slip, one, other))
    return by_words or (abs(len(printed) - len(meant)) <= 3 and like_a_slip(printed, meant))


@examples(150)
@given(st.sampled_from(EVERY), st.randoms(use_true_random=False))
def test_a_guess_ends_in_a_base_name_only_where_letters_differ_as_a_slip_would(name: str, chance: Random) -> None:
    """And never where the text as printed is itself a known substance."""
    keys: dict[str, list[str]] = {}
    for key, known in vocabulary().known.items():
        keys.setdefault(known.inci, []).append(key)
    printed = damaged(name, chance)
    for item in read_label(f"Aqua, {printed}, Glycerin").items:
        if item.how is not How.NEAR_MISS or item.standing is not NameStanding.BASE or item.inci not in keys:
            continue
        folded = fold(item.printed)
        assert not groups_in(folded)
        assert folded not in vocabulary().known
        forms = (folded, without_brackets(folded), open_brackets(folded))
        meant = [form for key in keys[item.inci] for form in (key, without_brackets(key), open_brackets(key))]
        assert any(slipped(one, other) for one in forms for other in meant)


def test_what_is_not_for_this_is_restricted_for_every_guess() -> None:
    assert SUBSTANCES & RESTRICTED == SUBSTANCES
    assert Cue.UNJUDGED & NOT_RESTRICTED
