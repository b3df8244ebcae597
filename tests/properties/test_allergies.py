"""The laws of allergies: none is lost in a sentence, none makes an answer milder, every text is understood somehow."""

from hypothesis import given
from hypothesis import strategies as st

from fortnight.guide import published_guide
from fortnight.labels.allergies import allergies
from fortnight.labels.reacting import reacting_to
from fortnight.labels.read import read_label
from fortnight.labels.vocabulary import vocabulary
from fortnight.person import Profile
from fortnight.verdicts.activities import weigh_activity
from fortnight.verdicts.judge import weigh
from fortnight.verdicts.model import ALL_DAYS, Verdict
from fortnight.verdicts.rulebook import rulebook
from tests.examples import examples

GUIDE = published_guide()
NAMES = sorted({substance.inci for substance in vocabulary().known.values() if "," not in substance.inci})
FAMILIES = sorted(allergies())
STRANGE = ["zumbolin", "quellamide stuffium", "glowquell"]
SENTENCES = [
    "I am allergic to {} and {}",
    "{}, {}",
    "allergic to {}; also {}",
    "soy alérgica a {} y a {}",
    "reacciono al {} y al {}",
    "{} / {}",
    "my skin reacts to {} (and {})",
    "{}\n{}",
]

quick = examples(40)
families = st.sampled_from(FAMILIES)
written = families.flatmap(lambda family: st.sampled_from(allergies()[family].words))
lists = st.lists(st.sampled_from(NAMES), min_size=1, max_size=8)


def not_milder(plain: Verdict, theirs: Verdict) -> bool:
    """Whether the second verdict is on every day at least as strict as the first."""
    refused = plain.refused & ~theirs.refused
    untold = plain.untold & ~(theirs.untold | theirs.refused)
    careful = plain.careful & ~(theirs.careful | theirs.untold | theirs.refused)
    return not (refused | untold | careful) & ALL_DAYS


@quick
@given(families, families, st.sampled_from(SENTENCES), st.integers(0, 50), st.integers(0, 50))
def test_both_parts_of_a_sentence_are_understood(first: str, second: str, sentence: str, at: int, other: int) -> None:
    words = [
        allergies()[key].words[place % len(allergies()[key].words)] for key, place in ((first, at), (second, other))
    ]
    meant = {family for part in reacting_to(sentence.format(*words)) for family in part.families}
    lost = [word for key, word in zip((first, second), words, strict=True) if key not in meant]
    assert not lost


@quick
@given(written, st.sampled_from(STRANGE), st.sampled_from(SENTENCES), st.booleans())
def test_what_nobody_knows_is_kept_beside_what_is_known(
    allergen: str, strange: str, sentence: str, known_first: bool
) -> None:
    order = (allergen, strange) if known_first else (strange, allergen)
    assert strange in [part.said for part in reacting_to(sentence.format(*order)) if not part.known]


@quick
@given(lists, st.lists(st.one_of(written, st.sampled_from(STRANGE)), min_size=1, max_size=3))
def test_an_allergy_never_makes_an_answer_milder(printed: list[str], allergies_of_them: list[str]) -> None:
    label = read_label(", ".join(printed))
    plain, theirs = (
        rulebook(GUIDE, person)
        for person in (Profile(pregnant=True), Profile(pregnant=True, allergies=tuple(allergies_of_them)))
    )
    assert not_milder(weigh(label, plain), weigh(label, theirs))
    for activity in GUIDE.activities:
        assert not_milder(weigh_activity(activity, plain), weigh_activity(activity, theirs))


@quick
@given(st.text(max_size=60))
def test_every_text_is_taken_apart_without_a_fault(text: str) -> None:
    for part in reacting_to(text):
        assert part.said
        part.finds("aqua")
