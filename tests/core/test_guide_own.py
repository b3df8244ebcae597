"""A clinic's own guide: what it may change, what is refused with the line, what it is cited as, who signs."""

import datetime as dt
from dataclasses import replace

import pytest

from fortnight.errors import DataError
from fortnight.guide import Activity, Care, Guide, Rule, Span, Window, published_guide
from fortnight.guide.changes import MOST_CHANGES, read_changes, write_changes
from fortnight.guide.model import Protocol
from fortnight.guide.own import SOURCE, changed_in, holding, rule_in, unsigned
from fortnight.guide.standing import RuleStanding, standing
from fortnight.labels.read import read_label
from fortnight.person import Profile
from fortnight.verdicts.activities import may
from fortnight.verdicts.judge import judge, reasons_of, weigh
from fortnight.verdicts.model import Ruling
from fortnight.verdicts.own import own_guide, own_guide_kept, signed_words
from fortnight.verdicts.rulebook import rulebook
from fortnight.verdicts.timing import starts

GUIDE = published_guide()
HOUSE = Protocol(house="Harley Rooms", number=4, date=dt.date(2026, 11, 23))
SIGNED = 'signed = { by = "Dr. Imani Osei", reason = "Our serum is very mild.", on = 2026-11-20 }\n'
LATER = '[[window]]\nid = "retinoid-returns"\nrefuse = [1, 8]\ncareful = [9, 14]\n'
EARLIER = '[[window]]\nid = "retinoid-returns"\nrefuse = [1, 4]\ncareful = [5, 14]\n'


def ours(text: str) -> Guide:
    return own_guide(GUIDE, read_changes(text, "ours.toml"), HOUSE)


def rule_by_id(guide: Guide, rule_id: str) -> Rule:
    rule = rule_in(guide, rule_id)
    assert rule is not None
    return rule


def called(activity_id: str) -> Activity:
    return next(activity for activity in GUIDE.activities if activity.id == activity_id)


def test_a_window_keeps_its_new_days_and_the_step_moves_with_it() -> None:
    guide = ours(LATER)
    window, care = rule_by_id(guide, "retinoid-returns"), rule_by_id(guide, "retinol")
    assert isinstance(window, Window)
    assert isinstance(care, Care)
    assert (window.refuse, window.careful) == (Span(first=1, last=8), Span(first=9, last=14))
    assert care.days == Span(first=9, last=14)
    assert starts(care, rulebook(guide, Profile())) == 9
    label = read_label("Aqua, Retinol")
    assert judge(label, guide, Profile(), 8).ruling is Ruling.NOT_YET
    assert judge(label, guide, Profile(), 9).ruling is Ruling.CAREFUL
    assert judge(label, GUIDE, Profile(), 8).ruling is Ruling.CAREFUL


def test_a_step_that_protects_waits_instead_of_moving_where_a_clinic_closes_all_that_could_fill_it() -> None:
    """Nobody signed for taking a day's washing away, so no version may say that the guide has none."""
    guide = ours(
        '[[own]]\nid = "own-1"\nkinds = ["cleanser"]\nrefuse = [1, 1]\ncareful = []\nsays = { en = "Not here." }\n'
    )
    care = rule_by_id(guide, "gentle-cleanse")
    assert isinstance(care, Care)
    assert care.days == Span(first=1, last=14)
    assert standing(care) is RuleStanding.SAME
    assert starts(care, rulebook(guide, Profile())) == 2


def test_nothing_of_the_guide_is_gone_and_what_is_not_named_stays() -> None:
    guide = ours(LATER)
    assert [window.id for window in guide.windows] == [window.id for window in GUIDE.windows]
    assert {rule.id for rule in changed_in(guide)} == {"retinoid-returns", "retinol"}
    assert guide.cautious == GUIDE.cautious


def test_a_changed_rule_cites_the_clinics_protocol_and_bears_what_it_was() -> None:
    window = rule_by_id(ours(LATER), "retinoid-returns")
    assert window.sources == (SOURCE,)
    assert window.place == "version 4"
    assert window.changed
    assert window.changed.told("place", "es") == "versión 4"
    assert window.changed.published == rule_by_id(GUIDE, "retinoid-returns")


def test_words_that_name_the_old_day_are_not_told_for_the_new_one_in_any_language() -> None:
    window = rule_by_id(ours(LATER), "retinoid-returns")
    assert window.says == "At your clinic: do not use on days 1 to 8; with care on days 9 to 14."
    assert window.changed
    assert "9" in (window.changed.told("says", "es") or "")
    reworded = rule_by_id(ours(LATER + 'says = { en = "Retinol waits until day 9 with us." }\n'), "retinoid-returns")
    assert reworded.says == "Retinol waits until day 9 with us."
    assert reworded.changed
    assert "9" in (reworded.changed.told("says", "es") or "")


def test_other_words_alone_keep_the_published_sources_behind_the_protocol() -> None:
    care = rule_by_id(ours('[[care]]\nid = "eye-cream"\nwhy = { en = "The skin is thin there." }\n'), "eye-cream")
    assert isinstance(care, Care)
    assert care.why == "The skin is thin there."
    assert care.says == rule_by_id(GUIDE, "eye-cream").says
    assert care.sources == (SOURCE, *rule_by_id(GUIDE, "eye-cream").sources)
    assert standing(care) is RuleStanding.WORDS


def test_products_named_are_the_clinics() -> None:
    care = rule_by_id(ours('[[care]]\nid = "hydrating-serum"\nnamed = ["House Serum"]\n'), "hydrating-serum")
    assert isinstance(care, Care)
    assert care.named == ("House Serum",)
    assert care.changed
    assert care.changed.named
    assert standing(care) is RuleStanding.WORDS


def test_an_own_rule_closes_what_the_guide_does_not() -> None:
    guide = ours(
        '[[own]]\nid = "own-1"\nshows = "peptide"\nrefuse = [1, 3]\ncareful = []\nsays = { en = "No peptides yet." }\n'
    )
    answer = judge(read_label("Aqua, Palmitoyl Tripeptide-1"), guide, Profile(), 2)
    assert answer.ruling is Ruling.NOT_YET
    assert answer.reasons[0].rule.says == "No peptides yet."
    assert answer.reasons[0].rule.sources == (SOURCE,)
    assert standing(rule_by_id(guide, "own-1")) is RuleStanding.STRICTER


def test_an_own_rule_about_an_active_is_delayed_by_what_is_known_of_a_person() -> None:
    guide = ours(
        '[[own]]\nid = "own-1"\nshows = "acid_active"\nrefuse = [1, 9]\ncareful = []\nsays = { en = "Later." }\n'
    )
    label = read_label("Aqua, Lactic Acid, Glycolic Acid")
    assert weigh(label, rulebook(guide, Profile())).from_day == 10
    assert weigh(label, rulebook(guide, Profile(needle_mm=2.5))).from_day == 13


def test_an_own_rule_stands_beside_an_activity() -> None:
    guide = ours(
        '[[own]]\nid = "own-1"\nactivity = "sauna"\nrefuse = [1, 12]\ncareful = []\nsays = { en = "Not here." }\n'
    )
    answer = may(called("sauna"), rulebook(guide, Profile()), 11)
    assert (answer.ruling, answer.from_day) == (Ruling.NOT_YET, 13)
    assert "own-1" in {reason.rule.id for reason in answer.reasons}
    assert len(guide.activities) == len(GUIDE.activities)


def test_an_activity_closed_beyond_the_fortnight_names_its_day() -> None:
    guide = ours('[[activity]]\nid = "repeat-needling"\nrefuse = [1, 14]\ncareful = []\nfrom_day = 43\n')
    assert may(called("repeat-needling"), rulebook(guide, Profile()), 3).from_day == 43
    assert standing(rule_by_id(guide, "repeat-needling")) is RuleStanding.STRICTER


def test_an_activity_that_nobody_knows_gets_milder_by_days_unless_it_is_closed_on_all() -> None:
    unknown = next(activity.id for activity in GUIDE.activities if activity.unknown)
    open_later = ours(f'[[activity]]\nid = "{unknown}"\nrefuse = [1, 6]\ncareful = []\n')
    closed = ours(f'[[activity]]\nid = "{unknown}"\nrefuse = [1, 14]\ncareful = []\n')
    assert standing(rule_by_id(open_later, unknown)) is RuleStanding.MILDER
    assert standing(rule_by_id(closed, unknown)) is RuleStanding.STRICTER


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (LATER, RuleStanding.STRICTER),
        (EARLIER, RuleStanding.MILDER),
        ('[[window]]\nid = "retinoid-returns"\nrefuse = [1, 6]\ncareful = [7, 14]\n', RuleStanding.SAME),
        ('[[window]]\nid = "retinoid-returns"\nrefuse = [1, 9]\ncareful = [10, 12]\n', RuleStanding.MILDER),
        ('[[window]]\nid = "retinoid-returns"\nrefuse = [2, 14]\ncareful = []\n', RuleStanding.MILDER),
        ('[[window]]\nid = "welcome-ceramide"\nrefuse = []\ncareful = [1, 1]\n', RuleStanding.STRICTER),
        ('[[window]]\nid = "kind-mask"\nsays = { es = "Espera." }\n', RuleStanding.WORDS),
        ('[[care]]\nid = "retinol"\ndays = [9, 14]\n', RuleStanding.STRICTER),
        ('[[care]]\nid = "nourishing-cream-or-oil"\ndays = [5, 14]\n', RuleStanding.MILDER),
        ('[[care]]\nid = "eye-cream"\ndays = [3, 14]\n', RuleStanding.SAME),
        ('[[care]]\nid = "daily-sunscreen"\ndays = [2, 14]\n', RuleStanding.MILDER),
        ('[[care]]\nid = "hands-off"\ndays = [1, 9]\n', RuleStanding.MILDER),
        ('[[care]]\nid = "no-foam-no-acid"\ndays = [1, 4]\n', RuleStanding.STRICTER),
        ('[[activity]]\nid = "repeat-needling"\nrefuse = [1, 14]\ncareful = []\nfrom_day = 21\n', RuleStanding.MILDER),
        ('[[stage]]\nid = "calm"\nsays = { en = "Rest." }\n', RuleStanding.WORDS),
    ],
)
def test_a_change_is_judged_day_by_day(text: str, expected: RuleStanding) -> None:
    changes = read_changes(text, "ours.toml")
    guide = own_guide(GUIDE, changes, HOUSE)
    assert standing(rule_by_id(guide, changes[0].id)) is expected


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ('\n[[window]]\nid = "retinoid-retuns"\nrefuse = []\ncareful = []\n', 3, 'Did you mean "retinoid-returns"?'),
        ('[[window]]\nid = "retinol"\nrefuse = []\ncareful = []\n', 2, "no such window"),
        ('[[window]]\nid = "kind-mask"\nrefuse = [1, 15]\ncareful = []\n', 2, "days from 1 to 14"),
        ('[[window]]\nid = "kind-mask"\nrefuse = [0, 3]\ncareful = []\n', 2, "days from 1 to 14"),
        ('[[window]]\nid = "kind-mask"\nrefuse = [5, 3]\ncareful = []\n', 2, "the first one first"),
        ('[[window]]\nid = "kind-mask"\nrefuse = [1, 6]\ncareful = [4, 9]\n', 2, "starts before refuse 1-6 is over"),
        ('[[window]]\nid = "kind-mask"\nrefuse = [1, 6]\n', 2, "is given without careful"),
        ('[[window]]\nid = "kind-mask"\nsays = { en = " " }\n', 2, "says (en) is empty"),
        ('[[window]]\nid = "kind-mask"\nsays = { en = "<b>Wait</b>" }\n', 2, "contains markup"),
        ('[[window]]\nid = "kind-mask"\nsays = { en = "Wait &amp; see" }\n', 2, "contains markup"),
        ('[[window]]\nid = "kind-mask"\nsays = { en = "a\\nb" }\n', 2, "line break"),
        ('[[window]]\nid = "kind-mask"\nsays = { fr = "Attendez" }\n', 2, 'words in "fr"'),
        (f'[[window]]\nid = "kind-mask"\nsays = {{ en = "{"a" * 601}" }}\n', 2, "at most 600"),
        ('[[window]]\nid = "kind-mask"\n', 2, "it changes nothing"),
        ('[[window]]\nid = "kind-mask"\nday = [1, 2]\n', 2, "it changes nothing"),
        ('[[window]]\nid = "kind-mask"\nrefuse = [1, 3]\ncareful = []\nwhere = "any"\n', 2, 'unknown key "where"'),
        ('[[care]]\nid = "retinol"\ndays = []\n', 2, "no day left"),
        ('[[care]]\nid = "retinol"\nnamed = ["", "A"]\n', 2, "not a list of texts"),
        ('[[activity]]\nid = "sauna"\nrefuse = [1, 9]\ncareful = []\nfrom_day = 20\n', 2, "closed up to day 14"),
        ('[[own]]\nid = "mine"\nkinds = ["mask"]\nrefuse = [1, 2]\ncareful = []\nsays = { en = "No." }\n', 2, '"own-"'),
        (
            '[[own]]\nid = "own-1"\nkinds = ["mask"]\nrefuse = []\ncareful = []\nsays = { en = "No." }\n',
            2,
            "closes nothing",
        ),
        ('[[own]]\nid = "own-1"\nkinds = ["mask"]\nrefuse = [1, 2]\ncareful = []\n', 2, "no words"),
        ('[[own]]\nid = "own-1"\nrefuse = [1, 2]\ncareful = []\nsays = { en = "No." }\n', 2, "needs exactly one of"),
        (
            '[[own]]\nid = "own-1"\nactivity = "sawna"\nrefuse = [1, 2]\ncareful = []\nsays = { en = "No." }\n',
            2,
            "no such activity",
        ),
        ('[[sign]]\nid = "fever"\n', 2, 'unknown table "sign"'),
        (LATER + LATER, 6, "is already used"),
        (LATER + 'signed = { by = "Dr. Osei" }\n', 2, "signature is not whole"),
        ("[[window]\n", 1, "not TOML"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_line_and_the_fix(text: str, line: int, what: str) -> None:
    with pytest.raises(DataError) as caught:
        own_guide(GUIDE, read_changes(text, "ours.toml"), HOUSE)
    assert what in str(caught.value)
    assert caught.value.line == line


def test_there_is_an_end_to_the_changes() -> None:
    text = "".join(
        f'[[own]]\nid = "own-{n}"\nkinds = ["mask"]\nrefuse = [1, 2]\ncareful = []\nsays = {{ en = "No." }}\n'
        for n in range(MOST_CHANGES + 1)
    )
    with pytest.raises(DataError, match="changes at most"):
        read_changes(text, "ours.toml")


def test_what_is_written_is_read_as_the_same() -> None:
    text = (
        LATER
        + SIGNED
        + 'says = { en = "It says \\"wait\\", à demain \\\\ .", es = "Espera." }\n'
        + '[[own]]\nid = "own-1"\nshows = "retinoid"\nwhere = "leave_on"\nrefuse = [1, 2]\ncareful = [3, 3]\n'
        + 'says = { en = "No." }\n'
        + '[[own]]\nid = "own-2"\nkinds = ["mask", "peel"]\nrefuse = []\ncareful = [3, 3]\n'
        + 'says = { en = "No." }\n'
        + '[[care]]\nid = "retinol"\ndays = [9, 14]\nnamed = []\noften = { en = "one evening a week" }\n'
        + '[[activity]]\nid = "repeat-needling"\nrefuse = [1, 14]\ncareful = []\nfrom_day = 43\n'
        + '[[stage]]\nid = "calm"\nsays = { en = "Rest." }\n'
    )
    changes = read_changes(text, "ours.toml")
    written = write_changes(changes)
    again = read_changes(written, "ours.toml")
    assert {replace(change, at=changes[0].at) for change in again} == {
        replace(change, at=changes[0].at) for change in changes
    }
    assert write_changes(again) == written


def test_a_milder_rule_is_unsigned_until_somebody_signs_and_then_says_so() -> None:
    assert [rule.id for rule in unsigned(ours(EARLIER))] == ["retinoid-returns"]
    signed = ours(EARLIER + SIGNED)
    assert unsigned(signed) == ()
    words = signed_words(rule_by_id(signed, "retinoid-returns"))
    assert words == (
        "Your clinic allows this from day 5 (signed by Dr. Imani Osei). The published guide says day 7. "
        "Reason: Our serum is very mild."
    )
    assert "Tu clínica" in signed_words(rule_by_id(signed, "retinoid-returns"), "es")
    assert signed_words(rule_by_id(ours(LATER), "retinoid-returns")) == ""
    assert signed_words(rule_by_id(GUIDE, "retinoid-returns")) == ""


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            '[[window]]\nid = "kind-peel"\nrefuse = [1, 9]\ncareful = []\n',
            "The published guide does not allow it in these 14",
        ),
        (
            '[[window]]\nid = "retinoid-returns"\nrefuse = [1, 6]\ncareful = []\n',
            "use it on days 7 to 14. The published",
        ),
        (
            '[[care]]\nid = "nourishing-cream-or-oil"\ndays = [5, 14]\n',
            "from day 5 (signed by Dr. Imani Osei). The published guide says day 7",
        ),
        (
            '[[activity]]\nid = "repeat-needling"\nrefuse = [1, 14]\ncareful = []\nfrom_day = 21\n',
            "from day 21 (signed by Dr. Imani Osei). The published guide says day 29",
        ),
    ],
)
def test_what_a_signature_says_names_both_days(text: str, sentence: str) -> None:
    changes = read_changes(text + SIGNED, "ours.toml")
    assert sentence in signed_words(rule_by_id(own_guide(GUIDE, changes, HOUSE), changes[0].id))


def test_who_asks_about_a_milder_product_meets_the_rule_that_bears_the_signature() -> None:
    guide = ours('[[window]]\nid = "kind-eye-cream"\nrefuse = []\ncareful = []\n' + SIGNED)
    verdict = weigh(read_label("Aqua, Glycerin", name="Eye Cream"), rulebook(guide, Profile()))
    assert verdict.refused == 0
    assert [rule.id for rule, *_ in verdict.spoken if signed_words(rule)] == ["kind-eye-cream"]


def test_a_persons_rule_bears_no_signature_of_the_clinic() -> None:
    book = rulebook(ours(EARLIER + SIGNED), Profile(needle_mm=2.5))
    delayed = [reason.rule for reason in reasons_of(weigh(read_label("Aqua, Retinol"), book))]
    assert {rule.id: bool(rule.changed) for rule in delayed}["deep-needles"] is False


def test_a_guide_that_became_stricter_is_never_undone_by_what_nobody_signed() -> None:
    stricter = replace(
        GUIDE,
        windows=tuple(
            replace(window, refuse=Span(first=1, last=10), careful=Span(first=11, last=14))
            if window.id == "retinoid-returns"
            else window
            for window in GUIDE.windows
            if window.id != "kind-mask"
        ),
    )
    text = LATER + '[[window]]\nid = "kind-mask"\nrefuse = [1, 3]\ncareful = []\n'
    carried = own_guide_kept(stricter, read_changes(text, "ours.toml"), HOUSE)
    window = rule_by_id(carried.guide, "retinoid-returns")
    assert isinstance(window, Window)
    assert window.refuse == Span(first=1, last=10)
    assert [change.id for change, _ in carried.left_out] == ["kind-mask"]
    assert holding(GUIDE, read_changes(text, "ours.toml"), HOUSE).left_out == ()


def test_the_published_guide_moves_no_step_of_its_own() -> None:
    assert changed_in(own_guide(GUIDE, (), HOUSE)) == ()


def test_an_activity_keeps_its_words_for_those_who_ask() -> None:
    changed = rule_by_id(ours('[[activity]]\nid = "sauna"\nrefuse = [1, 9]\ncareful = []\n'), "sauna")
    assert isinstance(changed, Activity)
    published = rule_by_id(GUIDE, "sauna")
    assert isinstance(published, Activity)
    assert (changed.name, changed.also) == (published.name, published.also)
