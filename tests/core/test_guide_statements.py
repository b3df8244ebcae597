"""The published guide, statement by statement: each is found as an entry of our data.

The statements stand here in our own words. For each: the entry, the stage it belongs to, the days on
which the guide says it, when in the day, whether it must or may be done, and the products it names.
"""

from dataclasses import dataclass

import pytest

from fortnight.guide import Care, Duty, Stage, Time, Window, published_guide, rule
from fortnight.labels.model import Kind, Trait

GUIDE = published_guide()
MORNING, EVENING = (Time.MORNING,), (Time.EVENING,)
BOTH = (Time.MORNING, Time.EVENING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One thing that the guide says, and where our data has it."""

    said: str
    entry: str
    stage: str
    days: tuple[int, int]
    times: tuple[Time, ...]
    duty: Duty
    kinds: tuple[Kind, ...] = ()
    shows: tuple[Trait, ...] = ()
    without: tuple[Trait, ...] = ()
    named: tuple[str, ...] = ()
    spf_min: int | None = None


CALM = (
    Statement(
        said="for two days the hands stay off, neither touching nor picking",
        entry="hands-off",
        stage="calm",
        days=(1, 2),
        times=BOTH,
        duty=Duty.AVOID,
    ),
    Statement(
        said="the face is washed with something gentle",
        entry="gentle-cleanse",
        stage="calm",
        days=(1, 2),
        times=BOTH,
        duty=Duty.MUST,
        kinds=(Kind.CLEANSER,),
        without=(Trait.HARSH_SURFACTANT,),
    ),
    Statement(
        said="what washes does not foam, and nothing is harsh or acidic",
        entry="no-foam-no-acid",
        stage="calm",
        days=(1, 2),
        times=BOTH,
        duty=Duty.AVOID,
        without=(Trait.CLEANSING_SURFACTANT, Trait.HARSH_SURFACTANT, Trait.ACID_ACTIVE),
    ),
    Statement(
        said="a soothing serum brings moisture, and one is named",
        entry="hydrating-serum",
        stage="calm",
        days=(1, 2),
        times=BOTH,
        duty=Duty.MUST,
        kinds=(Kind.HYDRATING_SERUM,),
        shows=(Trait.HYALURONIC,),
        named=("Skinbay Hyaluronic Acid Serum",),
    ),
    Statement(
        said="a rich moisturiser with ceramides goes over the serum",
        entry="ceramide-moisturiser",
        stage="calm",
        days=(1, 2),
        times=BOTH,
        duty=Duty.MUST,
        kinds=(Kind.MOISTURISER,),
        shows=(Trait.CERAMIDE,),
    ),
    Statement(
        said="sunscreen every day, at least SPF 30",
        entry="daily-sunscreen",
        stage="calm",
        days=(1, 2),
        times=MORNING,
        duty=Duty.MUST,
        kinds=(Kind.SUNSCREEN,),
        spf_min=30,
    ),
)
RESTART = (
    Statement(
        said="the hands still stay off",
        entry="hands-off",
        stage="calm",
        days=(3, 5),
        times=BOTH,
        duty=Duty.AVOID,
    ),
    Statement(
        said="a mild exfoliating cleanser is possible now",
        entry="exfoliating-cleanser",
        stage="restart",
        days=(3, 5),
        times=EVENING,
        duty=Duty.MAY,
        kinds=(Kind.EXFOLIATING_CLEANSER,),
    ),
    Statement(
        said="a serum with vitamin C, or with other antioxidants",
        entry="antioxidant-serum",
        stage="restart",
        days=(3, 5),
        times=MORNING,
        duty=Duty.MUST,
        kinds=(Kind.VITAMIN_C_SERUM,),
    ),
    Statement(
        said="a calming mask with omega-3, and one is named",
        entry="omega-3-mask",
        stage="restart",
        days=(3, 5),
        times=EVENING,
        duty=Duty.MUST,
        kinds=(Kind.MASK,),
        shows=(Trait.OMEGA3_OIL,),
        named=("Mesohemp Hemp Seed Oil Face Mask",),
    ),
)
REBUILD = (
    *(
        Statement(
            said=f"what came before goes on: {entry}",
            entry=entry,
            stage=stage,
            days=(5, 6),
            times=times,
            duty=duty,
        )
        for entry, stage, times, duty in (
            ("hands-off", "calm", BOTH, Duty.AVOID),
            ("gentle-cleanse", "calm", BOTH, Duty.MUST),
            ("hydrating-serum", "calm", BOTH, Duty.MUST),
            ("ceramide-moisturiser", "calm", BOTH, Duty.MUST),
            ("daily-sunscreen", "calm", MORNING, Duty.MUST),
            ("exfoliating-cleanser", "restart", EVENING, Duty.MAY),
            ("antioxidant-serum", "restart", MORNING, Duty.MUST),
            ("omega-3-mask", "restart", EVENING, Duty.MUST),
        )
    ),
    Statement(
        said="nothing harsh",
        entry="nothing-harsh",
        stage="restart",
        days=(3, 6),
        times=BOTH,
        duty=Duty.AVOID,
        without=(Trait.HARSH_SURFACTANT, Trait.DRYING_ALCOHOL, Trait.PEROXIDE_ETC),
    ),
    Statement(
        said="and nothing that irritates",
        entry="nothing-irritating",
        stage="restart",
        days=(3, 6),
        times=BOTH,
        duty=Duty.AVOID,
        without=(Trait.FRAGRANCE, Trait.ESSENTIAL_OIL, Trait.COOLING),
    ),
    Statement(
        said="a plumping serum with peptides",
        entry="peptide-serum",
        stage="rebuild",
        days=(5, 6),
        times=EVENING,
        duty=Duty.MUST,
        kinds=(Kind.PEPTIDE_SERUM,),
        shows=(Trait.PEPTIDE,),
    ),
    Statement(
        said="an eye cream",
        entry="eye-cream",
        stage="rebuild",
        days=(5, 6),
        times=BOTH,
        duty=Duty.MUST,
        kinds=(Kind.EYE_CREAM,),
    ),
)
RENEW = (
    Statement(
        said="still nothing harsh",
        entry="nothing-harsh",
        stage="restart",
        days=(7, 14),
        times=BOTH,
        duty=Duty.AVOID,
    ),
    Statement(
        said="still as little as can be that irritates",
        entry="little-that-irritates",
        stage="renew",
        days=(7, 14),
        times=BOTH,
        duty=Duty.AVOID,
        without=(Trait.FRAGRANCE, Trait.ESSENTIAL_OIL, Trait.COOLING),
    ),
    Statement(
        said="a hydrating moisturiser, a face oil, or both",
        entry="nourishing-cream-or-oil",
        stage="renew",
        days=(7, 14),
        times=BOTH,
        duty=Duty.MUST,
        kinds=(Kind.MOISTURISER, Kind.FACE_OIL),
    ),
    Statement(
        said="retinol is possible now, and a line of oils is named",
        entry="retinol",
        stage="renew",
        days=(7, 14),
        times=EVENING,
        duty=Duty.MAY,
        kinds=(Kind.RETINOL_PRODUCT,),
        shows=(Trait.RETINOID,),
        named=("La Clinica Retinol Oils",),
    ),
    Statement(
        said="a gentle scrub or an enzyme mask is possible now",
        entry="scrub-or-enzyme-mask",
        stage="renew",
        days=(7, 14),
        times=EVENING,
        duty=Duty.MAY,
        kinds=(Kind.SCRUB, Kind.ENZYME_MASK),
    ),
)
STATEMENTS = CALM + RESTART + REBUILD + RENEW


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda statement: statement.said)
def test_each_statement_of_the_guide_is_an_entry(statement: Statement) -> None:
    care = rule(statement.entry)
    assert isinstance(care, Care)
    assert care.stage == statement.stage
    assert all(day in care.days for day in range(statement.days[0], statement.days[1] + 1))
    assert care.times == statement.times
    assert care.duty is statement.duty
    assert set(statement.kinds) <= set(care.kinds)
    assert set(statement.shows) <= set(care.shows)
    assert set(statement.without) <= set(care.without)
    assert set(statement.named) <= set(care.named)
    assert statement.spf_min in {None, care.spf_min}
    assert "published-guide" in care.sources


def test_no_care_is_there_that_the_guide_does_not_state() -> None:
    assert {care.id for care in GUIDE.care} == {statement.entry for statement in STATEMENTS}


@pytest.mark.parametrize("care", GUIDE.care, ids=lambda entry: entry.id)
def test_care_starts_with_its_stage_and_goes_on_unless_the_guide_ends_it(care: Care) -> None:
    stage = rule(care.stage)
    assert isinstance(stage, Stage)
    assert care.days.first == stage.days.first
    assert care.days.last == {"no-foam-no-acid": 2, "nothing-irritating": 6}.get(care.id, 14)


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda other: other.said)
def test_what_the_guide_names_or_asks_for_is_named_nowhere_else(statement: Statement) -> None:
    mentioned = {name for other in STATEMENTS if other.entry == statement.entry for name in other.named}
    care = rule(statement.entry)
    assert isinstance(care, Care)
    assert set(care.named) == mentioned


@pytest.mark.parametrize(
    ("stage", "first", "last"), [("calm", 1, 2), ("restart", 3, 5), ("rebuild", 5, 6), ("renew", 7, 14)]
)
def test_the_stages_have_the_days_of_the_guide(stage: str, first: int, last: int) -> None:
    entry = rule(stage)
    assert isinstance(entry, Stage)
    assert (entry.days.first, entry.days.last) == (first, last)


@pytest.mark.parametrize(
    ("promise", "words"),
    [
        ("at-home-or-in-a-clinic", ("professional", "home")),
        ("stick-to-the-routine", ("Keep to it every day",)),
        ("takes-repetition", ("repeated", "special care")),
        ("daily-care-protects", ("cleansing", "moisture", "nourishment", "prevent further damage")),
        ("little-downtime", ("recover", "time")),
        ("products-for-you", ("personal recommendation",)),
        ("advisor-answers", ("chat", "email")),
    ],
)
def test_what_the_guide_promises_is_kept(promise: str, words: tuple[str, ...]) -> None:
    entry = rule(promise)
    assert entry in GUIDE.promises
    assert entry.sources == ("published-guide",)
    assert all(word in entry.says for word in words)


@pytest.mark.parametrize(
    ("window", "first_day"),
    [
        ("foaming-cleanser", 3),
        ("kind-exfoliating-cleanser", 3),
        ("vitamin-c-starts", 3),
        ("kind-mask", 3),
        ("kind-peptide-serum", 5),
        ("kind-eye-cream", 5),
        ("kind-face-oil", 7),
        ("retinoid-returns", 7),
        ("scrub-returns", 7),
        ("enzyme-returns", 7),
    ],
)
def test_what_the_guide_lets_start_is_refused_up_to_the_day_before(window: str, first_day: int) -> None:
    entry = rule(window)
    assert isinstance(entry, Window)
    assert entry.refuse is not None
    assert (entry.refuse.first, entry.refuse.last + 1) == (1, first_day)
