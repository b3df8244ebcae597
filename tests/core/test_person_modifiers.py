"""What is stricter for a person: only ever stricter, never by what is not known."""

import dataclasses
import itertools

import pytest

from fortnight import person
from fortnight.errors import DataError, UsageError
from fortnight.guide import Activity, Layer, Span, Window, published_guide
from fortnight.labels.model import Detail, Kind, Mark, Trait
from fortnight.person import (
    Level,
    Profile,
    SkinTone,
    clinician_flags,
    read_profile,
    speaking,
    tighten,
    tighten_activities,
)
from fortnight.person.load import read_modifiers

GUIDE = published_guide()
FLAGS = tuple(
    field.name for field in dataclasses.fields(Profile) if field.type == bool | None and field.name != "vegan"
)
FACTS = 'says = "A reason."\nsource = ["our-judgement"]\nplace = "somewhere"\nreviewed = 2026-11-23\n'


def having(*names: str, value: str = "true") -> Profile:
    return read_profile("\n".join(f"{name} = {value}" for name in names), "me.toml")


def refused(profile: Profile, named: Mark | Kind, day: int) -> bool:
    """Whether any window, the guide's or the person's, refuses what is named on a day."""
    windows = (*GUIDE.windows, *tighten(GUIDE.windows, profile))
    return any(_speaks(window, named) and window.refuse and day in window.refuse for window in windows)


def _speaks(window: Window, named: Mark | Kind) -> bool:
    return window.spf_below is None and (named in window.kinds or (window.shows is not None and window.shows == named))


def last(window: Window) -> int:
    """The last day on which a window refuses, or 0."""
    return window.refuse.last if window.refuse else 0


def added(profile: Profile, name: str) -> tuple[Activity, ...]:
    return tuple(activity for activity in tighten_activities(GUIDE.activities, profile) if activity.name == name)


def named(activity_id: str) -> str:
    return next(activity.name for activity in GUIDE.activities if activity.id == activity_id)


def test_what_is_not_known_changes_nothing() -> None:
    assert speaking(Profile()) == ()
    assert tighten((*GUIDE.windows, *GUIDE.cautious), Profile()) == ()
    assert tighten_activities(GUIDE.activities, Profile()) == ()
    assert clinician_flags(Profile()) == ()


@pytest.mark.parametrize("name", FLAGS)
def test_a_no_changes_nothing_either(name: str) -> None:
    assert speaking(having(name, value="false")) == ()


@pytest.mark.parametrize("name", sorted(set(FLAGS) - {"fragrance_free"}))
def test_every_fact_that_can_be_told_makes_a_modifier_speak(name: str) -> None:
    assert speaking(having(name))


@pytest.mark.parametrize("name", ["pregnant", "trying", "breastfeeding"])
@pytest.mark.parametrize("what", [Trait.RETINOID, Detail.HYDROQUINONE, Kind.RETINOL_PRODUCT])
def test_no_retinoid_and_no_hydroquinone_around_a_pregnancy_on_any_day(name: str, what: Mark | Kind) -> None:
    assert all(refused(having(name), what, day) for day in range(1, 15))
    windows = [window for window in tighten(GUIDE.windows, having(name)) if _speaks(window, what)]
    assert windows
    assert all(window.always for window in windows)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("needle_mm = 2.0", 3),
        ("isotretinoin_now = true", 3),
        ("isotretinoin_last_6_months = true", 3),
        ("sensitive = true", 2),
        ("eczema = true", 2),
        ("rosacea = true", 2),
        ("psoriasis = true", 2),
    ],
)
@pytest.mark.parametrize("what", [Trait.RETINOID, Trait.SCRUB, Kind.RETINOL_PRODUCT, Kind.ENZYME_MASK])
def test_actives_come_later_for_some(text: str, days: int, what: Mark | Kind) -> None:
    profile = read_profile(text, "me.toml")
    assert refused(profile, what, 6 + days)
    assert not refused(profile, what, 7 + days)


def test_a_delay_moves_the_days_with_care_as_well() -> None:
    later = {
        window.shows: window for window in tighten(GUIDE.windows, Profile(needle_mm=2.5)) if window.shows is not None
    }
    assert (later[Trait.VITAMIN_C].refuse, later[Trait.VITAMIN_C].careful) == (Span(first=1, last=5), None)
    assert later[Detail.ASCORBIC_ACID].careful == Span(first=6, last=7)
    assert later[Trait.RETINOID].careful == Span(first=10, last=14)
    assert (later[Detail.COPPER_PEPTIDE].refuse, later[Detail.COPPER_PEPTIDE].careful) == (
        None,
        Span(first=1, last=9),
    )


def test_what_is_no_active_is_not_delayed() -> None:
    marks = {window.shows for window in tighten(GUIDE.windows, Profile(needle_mm=2.5))}
    assert not marks & {Trait.FRAGRANCE, Trait.PEPTIDE, Trait.CERAMIDE, Trait.CLEANSING_SURFACTANT}


def test_needles_just_below_two_millimetres_delay_nothing() -> None:
    assert tighten(GUIDE.windows, Profile(needle_mm=1.99)) == ()


def test_two_delays_do_not_add_up_beyond_the_longer() -> None:
    profile = Profile(needle_mm=2.5, sensitive=True)
    assert refused(profile, Trait.RETINOID, 9)
    assert not refused(profile, Trait.RETINOID, 10)


def test_the_cautious_layer_is_delayed_too_and_never_past_day_fourteen() -> None:
    later = tighten(GUIDE.cautious, Profile(needle_mm=2.5))
    retinoid = next(window for window in later if window.shows is Trait.RETINOID)
    assert retinoid.refuse == Span(first=1, last=13)
    twice = tighten(later, Profile(needle_mm=2.5))
    assert all(window.refuse is None or window.refuse.last <= 14 for window in twice)


@pytest.mark.parametrize("name", ["sensitive", "eczema", "rosacea", "psoriasis"])
@pytest.mark.parametrize("what", [Trait.FRAGRANCE, Trait.ESSENTIAL_OIL])
def test_no_scent_in_the_fortnight_for_skin_that_reacts(name: str, what: Mark) -> None:
    assert all(refused(having(name), what, day) for day in range(1, 15))


def test_no_plain_ascorbic_acid_with_rosacea() -> None:
    assert all(refused(having("rosacea"), Detail.ASCORBIC_ACID, day) for day in range(1, 15))
    assert not refused(having("rosacea"), Trait.VITAMIN_C, 5)


@pytest.mark.parametrize("tone", [SkinTone.TYPE_IV, SkinTone.TYPE_V, SkinTone.TYPE_VI])
def test_scrubs_and_acids_come_three_days_later_for_darker_skin(tone: SkinTone) -> None:
    profile = Profile(skin_tone=tone)
    assert refused(profile, Trait.SCRUB, 9)
    assert refused(profile, Kind.SCRUB, 9)
    assert not refused(profile, Kind.SCRUB, 10)
    assert refused(profile, Kind.EXFOLIATING_CLEANSER, 5)
    assert not refused(profile, Kind.EXFOLIATING_CLEANSER, 6)
    assert not refused(profile, Trait.RETINOID, 7)


@pytest.mark.parametrize("tone", [SkinTone.TYPE_I, SkinTone.TYPE_II, SkinTone.TYPE_III])
def test_lighter_skin_changes_nothing(tone: SkinTone) -> None:
    assert speaking(Profile(skin_tone=tone)) == ()


def test_inflamed_spots_leave_acids_until_day_eight() -> None:
    assert refused(having("active_acne"), Trait.ACID_ACTIVE, 7)
    assert not refused(having("active_acne"), Trait.ACID_ACTIVE, 8)


def test_whoever_reacts_to_fragrance_leaves_essential_oils_as_well() -> None:
    (window,) = tighten(GUIDE.windows, Profile(allergies=("Perfume",)))
    assert (window.shows, window.always) == (Trait.ESSENTIAL_OIL, True)
    assert tighten(GUIDE.windows, Profile(allergies=("lanolin",))) == ()


@pytest.mark.parametrize(
    ("profile", "activity_id", "last_day"),
    [
        (Profile(needle_mm=2.0), "vigorous-exercise", 5),
        (Profile(needle_mm=2.0), "sauna", 7),
        (Profile(skin_tone=SkinTone.TYPE_V), "sauna", 8),
        (Profile(skin_tone=SkinTone.TYPE_V), "direct-sun", 7),
        (Profile(rosacea=True), "alcohol-drink", 5),
        (Profile(rosacea=True), "hot-shower", 5),
        (Profile(melasma=True), "direct-sun", 14),
        (Profile(photosensitising_medicine=True), "direct-sun", 14),
    ],
)
def test_activities_wait_longer_for_some(profile: Profile, activity_id: str, last_day: int) -> None:
    ends = [activity.refuse.last for activity in added(profile, named(activity_id)) if activity.refuse]
    assert max(ends) == last_day


def test_what_only_wants_care_wants_it_for_longer() -> None:
    (curry,) = added(Profile(rosacea=True), named("spicy-food"))
    assert (curry.refuse, curry.careful) == (None, Span(first=1, last=5))


def test_a_longer_wait_past_the_fortnight_names_its_day() -> None:
    days = {activity.from_day for activity in added(Profile(melasma=True), named("direct-sun"))}
    assert 29 in days
    (bed,) = added(Profile(skin_tone=SkinTone.TYPE_V, melasma=True), named("sunbed"))
    assert bed.from_day == 35


def test_an_added_activity_bears_the_words_and_the_id_of_its_modifier() -> None:
    (moving,) = added(Profile(needle_mm=2.0), named("vigorous-exercise"))
    assert (moving.id, moving.says) == ("deep-needles", person.rule("deep-needles").says)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("pregnant = true", Level.STOP),
        ("trying = true", Level.ASK),
        ("breastfeeding = true", Level.STOP),
        ("isotretinoin_now = true", Level.STOP),
        ("isotretinoin_last_6_months = true", Level.ASK),
        ("keloid = true", Level.STOP),
        ("bleeding_disorder = true", Level.STOP),
        ("anticoagulant = true", Level.ASK),
        ("active_acne = true", Level.STOP),
        ("cold_sores = true", Level.ASK),
        ("active_infection = true", Level.STOP),
        ("eczema = true", Level.STOP),
        ("psoriasis = true", Level.STOP),
        ("rosacea = true", Level.ASK),
        ("immunosuppressed = true", Level.STOP),
        ("diabetes = true", Level.ASK),
        ("metal_allergy = true", Level.ASK),
        ("anaesthetic_allergy = true", Level.STOP),
        ("skin_lesion = true", Level.STOP),
        ("scleroderma_or_heart = true", Level.STOP),
        ("sunburn = true", Level.STOP),
        ("photosensitising_medicine = true", Level.ASK),
        ("age = 17", Level.STOP),
        ("age = 18", Level.ASK),
        ("age = 21", Level.ASK),
        ("added_products = true", Level.STOP),
        ("rf_needling = true", Level.STOP),
        ('setting = "home"\nneedle_mm = 0.5', Level.ASK),
    ],
)
def test_a_clinician_is_needed_as_the_evidence_says(text: str, level: Level) -> None:
    flags = clinician_flags(read_profile(text, "me.toml"))
    assert flags[0].level is level
    assert flags[0].asks


@pytest.mark.parametrize(
    "text",
    [
        "age = 22",
        "skin_tone = 'V'",
        "melasma = true",
        "sensitive = true",
        "needle_mm = 2.5",
        "setting = 'home'",
        "needle_mm = 1.5\nsetting = 'clinic'",
        "needle_mm = 0.3\nsetting = 'home'",
    ],
)
def test_no_clinician_is_called_where_the_evidence_calls_none(text: str) -> None:
    assert clinician_flags(read_profile(text, "me.toml")) == ()


def test_stop_comes_before_ask() -> None:
    levels = [flag.level for flag in clinician_flags(having("trying", "keloid", "diabetes", "sunburn"))]
    assert levels == [Level.STOP, Level.STOP, Level.ASK, Level.ASK]


def test_nobody_is_told_to_stop_a_medicine() -> None:
    for name in ("anticoagulant", "isotretinoin_now", "photosensitising_medicine"):
        words = " ".join(f"{flag.says} {flag.asks}" for flag in clinician_flags(having(name)))
        assert "as prescribed" in words


@pytest.mark.parametrize(("fact", "another"), list(itertools.pairwise(sorted(FLAGS))))
def test_another_fact_only_ever_adds_windows(fact: str, another: str) -> None:
    alone, both = tighten(GUIDE.windows, having(fact)), tighten(GUIDE.windows, having(fact, another))
    assert set(alone) <= set(both)


@pytest.mark.parametrize("name", FLAGS)
def test_an_added_window_only_tightens_and_bears_its_modifier(name: str) -> None:
    for window in tighten((*GUIDE.windows, *GUIDE.cautious), having(name)):
        modifier = person.rule(window.id)
        assert (window.says, window.sources, window.at) == (modifier.says, modifier.sources, modifier.at)
        assert window.layer is Layer.PERSON
        assert window.refuse or window.careful


@pytest.mark.parametrize("profile", [Profile(needle_mm=2.5), Profile(skin_tone=SkinTone.TYPE_V)])
def test_no_delayed_window_ends_earlier_than_the_one_it_stands_beside(profile: Profile) -> None:
    for window in (*GUIDE.windows, *GUIDE.cautious):
        assert all(last(later) >= last(window) for later in tighten((window,), profile))


def test_a_modifier_is_found_by_its_id() -> None:
    assert person.rule("pregnant").clinician is Level.STOP
    with pytest.raises(UsageError, match='Did you mean "pregnant"'):
        person.rule("pregnnt")


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("", "it never speaks"),
        ("when = { pregnnt = true }", 'no field "pregnnt". Did you mean "pregnant"?'),
        ("when = { pregnant = false }", "when.pregnant cannot be read"),
        ('when = { pregnant = ["yes"] }', "when.pregnant cannot be read"),
        ("when = { skin_tone = true }", "when.skin_tone cannot be read"),
        ('when = { skin_tone = ["VII"] }', 'when.skin_tone names "VII"'),
        ("when = { needle_mm = 2.0 }", "when.needle_mm is not a bound"),
        ("when = { needle_mm = { above = 2.0 } }", "when.needle_mm is not a bound"),
        ("when = { age = { below = true } }", "when.age is not a bound"),
        ("when = { pregnant = true }\ndelay_days = 2", "delay_days and delays go together"),
        ('when = { pregnant = true }\ndelay_days = -2\ndelays = ["actives"]', "would bring a day forward"),
        ('when = { pregnant = true }\nrefuse = ["retinoid"]', "refuse and refuse_days go together"),
        ('when = { pregnant = true }\nrefuse = ["retinoids"]', 'Did you mean "retinoid"?'),
        ('when = { pregnant = true }\nactivities = ["sauna"]', "activities have no days"),
        (
            'when = { pregnant = true }\nactivities = ["suana"]\nactivity_delay_days = 1',
            'no activity "suana". Did you mean "sauna"?',
        ),
        ('when = { pregnant = true }\nclinician = "ask"', "clinician and asks go together"),
        ('when = { pregnant = true }\nclinician = "aks"', 'Did you mean "ask"?'),
        ("when = { pregnant = true }\nwen = 1", 'unknown key "wen". Did you mean "when"?'),
    ],
)
def test_a_broken_modifier_is_refused_with_its_line_and_the_fix(lines: str, message: str) -> None:
    with pytest.raises(DataError) as caught:
        read_modifiers(f'[[modifier]]\nid = "m"\n{lines}\n{FACTS}', "modifiers.toml")
    assert str(caught.value).startswith('modifiers.toml:2: "m": ')
    assert message in str(caught.value)
