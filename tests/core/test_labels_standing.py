"""What a name is for open skin: base, restricted, not for this, unjudged; and what follows for whole labels."""

import json
from pathlib import Path
from typing import Any

import pytest

from fortnight.errors import DataError
from fortnight.guide import published_guide
from fortnight.guide.model import Activity, Window
from fortnight.labels import substances as module
from fortnight.labels.cues import SUBSTANCES, Cue
from fortnight.labels.model import COSMETIC, NOT_FOR_THIS, Detail, Kind, NameStanding, PromisedMark, Trait
from fortnight.labels.read import read_label
from fortnight.labels.shown import Shown, shown_of
from fortnight.labels.standing import standing_of_name
from fortnight.labels.substances import percentage, substances
from fortnight.labels.vocabulary import vocabulary
from fortnight.person import Profile
from fortnight.verdicts.activities import may
from fortnight.verdicts.judge import answer_on, judge, weigh
from fortnight.verdicts.model import Ruling
from fortnight.verdicts.rulebook import rulebook
from fortnight.verdicts.stored import Screen
from tests.each import each

LABELS: list[dict[str, Any]] = [
    json.loads(line)
    for line in (Path(__file__).resolve().parents[1] / "cases" / "standing.jsonl").read_text("utf-8").splitlines()
]
GUIDE = published_guide()
BOOK = rulebook(GUIDE, Profile())
OPEN = {Ruling.YES, Ruling.CAREFUL}


def rulings(label: str, name: str = "", kind: Kind | None = None) -> tuple[Ruling, ...]:
    return weigh(read_label(label, name=name, kind=kind), BOOK).rulings


@each("row", LABELS, ids=lambda row: f"{row['name']}: {row['label'][:40]}")
def test_on_days_1_and_2_an_awkward_label_is_no_yes_and_a_plain_one_is(row: dict[str, Any]) -> None:
    first, second = rulings(row["label"], row["name"])[:2]
    if row["expect"] == "no":
        assert not {first, second} & OPEN
    else:
        assert first in OPEN


@pytest.mark.parametrize(
    ("name", "standing"),
    [
        ("Glycerin", NameStanding.BASE),
        ("Methylparaben", NameStanding.BASE),
        ("PEG-40 Hydrogenated Castor Oil", NameStanding.BASE),
        ("Avena Sativa Kernel Extract", NameStanding.BASE),
        ("Ceramide NP", NameStanding.BASE),
        ("Sodium Hydroxide", NameStanding.RESTRICTED),
        ("Retinol", NameStanding.RESTRICTED),
        ("Parfum", NameStanding.RESTRICTED),
        ("Lidocaine", NameStanding.NOT_FOR_THIS),
        ("Kojic Acid", NameStanding.NOT_FOR_THIS),
        ("Dihydroxyacetone", NameStanding.NOT_FOR_THIS),
        ("Achillea Millefolium Extract", NameStanding.UNJUDGED),
        ("Thymol", NameStanding.UNJUDGED),
    ],
)
def test_a_known_name_has_a_standing(name: str, standing: NameStanding) -> None:
    assert standing_of_name(name) is standing


def test_what_nobody_knows_has_none_and_is_not_judged_on_a_label() -> None:
    assert standing_of_name("Glowquell") is None
    assert read_label("Aqua, Glowquell, Glycerin").items[1].standing is NameStanding.UNJUDGED


@pytest.mark.parametrize(
    ("printed", "standing"),
    [
        ("Polyglyceryl-7 Stearate", NameStanding.BASE),
        ("PEG-11 Dimethicone", NameStanding.BASE),
        ("Hydrolyzed Lupine Protein", NameStanding.BASE),
        ("Saponaria Officinalis Root Extract", NameStanding.UNJUDGED),
        ("Copper Nitrate", NameStanding.UNJUDGED),
    ],
)
def test_a_name_that_only_the_naming_system_knows_is_judged_by_its_class(printed: str, standing: NameStanding) -> None:
    assert read_label(f"Aqua, {printed}, Glycerin").items[1].standing is standing


@pytest.mark.parametrize(
    ("label", "shows"),
    [
        ("Aqua, Glycerin, Carbomer, Sodium Hydroxide", False),
        ("Sodium Hydroxide, Aqua", True),
        ("Aqua, Glycerin, Sodium Hydroxide (5%)", True),
        ("Aqua, Glycerin, Sodium Hydroxide (0.2%)", False),
    ],
)
def test_lye_is_a_caustic_as_a_main_thing_and_no_caustic_where_it_sets_the_ph(label: str, shows: bool) -> None:
    assert (Trait.CAUSTIC in read_label(label).evidence) is shows


def test_salt_in_water_is_no_grain_and_sugar_before_everything_is() -> None:
    assert Trait.SCRUB not in read_label("Sodium Chloride 0.9%, Aqua").evidence
    assert Trait.SCRUB not in read_label("Aqua, Sucrose, Glycerin").evidence
    assert Trait.SCRUB in read_label("Sucrose, Glycerin, Helianthus Annuus Seed Oil", name="Sweet Mask").evidence


def test_a_percentage_is_read_before_and_behind_a_name() -> None:
    assert percentage("Urea 40%, Aqua", 0, 4) == 40
    assert percentage("10% Urea, Aqua", 4, 8) == 10
    assert percentage("Urea, Aqua", 0, 4) is None


def test_the_acid_that_a_name_says_in_another_language_is_active() -> None:
    for name in ("Crema con ácido láctico", "Sérum acide lactique", "Milchsäure Serum", "Siero con acido lattico"):
        label = read_label("Aqua, Glycerin, Panthenol, Phenoxyethanol, Lactic Acid", name=name)
        assert Trait.ACID_ACTIVE in label.traits, name
    for name in ("Crema con ácido hialurónico", "Hyaluronsäure Serum", "Crème à l'acide hyaluronique"):
        label = read_label("Aqua, Glycerin, Panthenol, Phenoxyethanol, Lactic Acid", name=name)
        assert Trait.ACID_ACTIVE not in label.traits, name


def test_an_acid_is_active_where_nothing_marks_the_one_percent_line() -> None:
    plain = "Aqua, Glycerin, Squalane, Betaine, Panthenol, Allantoin, Salicylic Acid"
    assert Trait.ACID_ACTIVE in read_label(plain).traits


def test_a_harsh_detergent_near_the_top_is_harsh_whatever_the_kind() -> None:
    for kind in (None, *Kind):
        assert rulings("Aqua, Sodium Lauryl Sulfate, Glycerin", kind=kind)[13] is Ruling.NOT_THIS_TIME


def test_what_an_activity_shows_has_the_days_and_the_words_of_the_activity() -> None:
    for activity in GUIDE.activities:
        if activity.shows is None:
            continue
        windows = [window for window in BOOK.windows if window.shows is activity.shows and window.refuse]
        careful = [window for window in BOOK.windows if window.shows is activity.shows and window.careful]
        assert [(one.id, one.says, one.refuse) for one in windows] == (
            [(activity.id, activity.says, activity.refuse)] if activity.refuse else []
        )
        assert [one.careful for one in careful] == ([activity.careful] if activity.careful else [])


def test_an_allergy_to_local_anaesthetics_speaks_on_a_label_too() -> None:
    book = rulebook(GUIDE, Profile(anaesthetic_allergy=True))
    spoken = {rule.id for rule, *_ in weigh(read_label("Aqua, Benzocaine, Glycerin"), book).spoken}
    assert "numbing-cream" in spoken


def test_every_substance_has_a_rule_that_refuses_it_on_all_days() -> None:
    refused = {window.shows for window in BOOK.windows if window.refuse and window.refuse.mask == GUIDE_DAYS}
    assert refused >= set(NOT_FOR_THIS)
    assert {group.upper() for group in substances().groups} == {cue.name for cue in Cue if cue & SUBSTANCES}


GUIDE_DAYS = sum(1 << day for day in range(1, 15))


def test_a_substance_is_known_by_every_of_its_names() -> None:
    known = vocabulary().known
    assert not [name for one in substances().every for name in one.names if name not in known]


def test_what_the_name_promises_and_the_list_shows_is_no_doubt() -> None:
    kept = read_label("Aqua, Glycolic Acid, Glycerin, Phenoxyethanol", name="Glycolic Toner")
    assert not kept.promised
    broken = read_label("Aqua, Glycerin, Phenoxyethanol", name="Glycolic Toner")
    assert broken.promised == (PromisedMark.ACID_ACTIVE,)
    assert PromisedMark.ACID_ACTIVE.mark is Trait.ACID_ACTIVE


@pytest.mark.parametrize(
    "name", ["Retinol-free cream", "Non-foaming cleanser", "Crema sin retinol", "After peel cream", "Cream"]
)
def test_a_name_that_denies_promises_nothing(name: str) -> None:
    assert not read_label("Aqua, Glycerin, Squalane", name=name).promised


def test_a_promise_lasts_as_long_as_the_promised_thing_is_refused() -> None:
    letters = rulings("Aqua, Glycerin, Squalane", "Retinol cream", Kind.MOISTURISER)
    assert letters[:6] == (Ruling.CANNOT_TELL,) * 6
    assert letters[6] is Ruling.YES


def test_substances_are_told_apart_from_the_traits_of_a_cosmetic() -> None:
    label = read_label("Aqua, Lidocaine, Parfum, Achillea Millefolium Extract")
    assert set(label.traits) == {Trait.FRAGRANCE}
    assert set(label.not_for_this) == {Trait.ANAESTHETIC}
    assert [item.printed for item in label.unjudged] == ["Achillea Millefolium Extract"]
    assert not NOT_FOR_THIS & set(COSMETIC)


@each("row", LABELS[::7], ids=lambda row: row["name"])
def test_what_is_stored_of_a_label_gives_the_same_days(row: dict[str, Any]) -> None:
    label = read_label(row["label"], name=row["name"])
    shown = shown_of(label)
    verdict = weigh(label, BOOK)
    assert Shown.from_text(shown.text) == shown
    assert Screen(BOOK).days(shown) == (verdict.refused, verdict.untold, verdict.careful)


@pytest.mark.parametrize("day", [0, 15, 40])
def test_outside_the_fortnight_a_medicine_stays_with_its_prescriber(day: int) -> None:
    for name in ("Tretinoin", "Hydrocortisone", "Clindamycin Phosphate", "Tacrolimus"):
        answer = judge(read_label(f"Aqua, {name}, Cetyl Alcohol"), GUIDE, Profile(), day)
        assert (answer.ruling, answer.from_day) == (Ruling.CANNOT_TELL, None)
        assert [reason.rule.id for reason in answer.reasons] == ["prescriber-decides"]
        assert [item.printed for item in answer.deciding] == [name]


@pytest.mark.parametrize("day", [0, 15, 40])
def test_outside_the_fortnight_a_medicine_that_is_asked_about_stays_with_its_prescriber_too(day: int) -> None:
    activities = {one.id: one for one in GUIDE.activities}
    for one in ("hydrocortisone", "numbing-cream", "antibiotic-ointment", "anticoagulants"):
        answer = may(activities[one], BOOK, day)
        assert (answer.ruling, answer.reasons[0].rule.id) == (Ruling.CANNOT_TELL, "prescriber-decides")
    for one in ("arnica", "paracetamol", "swimming-pool"):
        assert may(activities[one], BOOK, day).ruling is Ruling.YES


@pytest.mark.parametrize("day", [0, 15, 40])
def test_outside_the_fortnight_an_unread_label_stays_untold(day: int) -> None:
    answer = judge(read_label("Made with love and nothing else"), GUIDE, Profile(), day)
    assert answer.ruling is Ruling.CANNOT_TELL
    assert [reason.rule.id for reason in answer.reasons] == ["label-unreadable"]
    plain = answer_on(weigh(read_label("Aqua, Glycerin"), BOOK), day)
    assert (plain.ruling, plain.from_day) == (Ruling.YES, day)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('[caustic]\nwords = "lye"', "has \\['words'\\]"),
        ('[caustic]\nwhole = """\nlye\n"""\n[poison]\nwhole = """\nlye\n"""', '"lye" is in caustic and in poison'),
    ],
)
def test_a_slip_in_the_table_of_substances_is_refused(monkeypatch: pytest.MonkeyPatch, text: str, fault: str) -> None:
    monkeypatch.setattr(module, "shipped", lambda _: text)
    with pytest.raises(DataError, match=fault):
        substances.__wrapped__()


def test_windows_and_activities_share_no_mark_but_by_one_place() -> None:
    shown = [one.shows for one in GUIDE.activities if one.shows]
    assert len(shown) == len(set(shown))
    assert not {window.shows for window in GUIDE.windows} & set(shown)
    assert all(isinstance(one, Activity | Window) for one in (*GUIDE.activities, *GUIDE.windows))
    assert Detail.UNJUDGED not in {window.shows for window in GUIDE.windows}


def test_a_marker_that_nobody_judged_makes_no_acid_harmless() -> None:
    """A line of one per cent is drawn by what is judged; else an unjudged name in its place would be the milder one."""
    judged = read_label("Aqua, Glycerin, Phenoxyethanol, Lactic Acid")
    unjudged = read_label("Aqua, Glycerin, Isobutylparaben, Lactic Acid")
    assert Trait.ACID_TRACE in judged.traits
    assert Trait.ACID_ACTIVE in unjudged.traits


def test_the_water_of_a_flower_melts_no_sugar() -> None:
    assert Trait.SCRUB in read_label("Rosa Damascena Flower Water, Sucrose").evidence
    assert Trait.SCRUB not in read_label("Aqua (Water), Glycerin, Sucrose").evidence
    assert Trait.SCRUB not in read_label("Electrolyzed Water, Sodium Chloride").evidence
