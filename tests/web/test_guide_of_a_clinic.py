"""A clinic's own guide as its clients meet it: who begins goes by it on every page, who is under way keeps theirs."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from fortnight.web.accounts.actions import change_person, open_link, start_treatment
from fortnight.web.accounts.models import AuditLine, GuideVersion, Link, Person, Treatment, User
from fortnight.web.accounts.queries import clinic
from fortnight.web.chat.actions import conversation_with
from fortnight.web.guides import actions
from fortnight.web.shelf.actions import add, recall
from fortnight.web.shelf.models import Product
from fortnight.web.shelf.queries import persons_behind
from fortnight.web.shell import saved
from tests.web.conftest import TODAY
from tests.web.guides import EARLIER, LATER, REASON, at_the_desk, owner, text, version_with
from tests.web.test_may import OIL, words_of

Visitor = tuple[Person, Client]
NIGHT = '[[activity]]\nid = "sauna"\nrefuse = [1, 12]\ncareful = []\n'


@pytest.fixture
def imani(db: None) -> User:
    return owner()


def test_every_page_that_speaks_of_it_goes_by_the_version_that_a_person_began_with(
    imani: User, visitor_on: Callable[..., Visitor]
) -> None:
    """A page that forgets the person's guide says day 7 here."""
    version_with(imani, LATER + NIGHT + '[[care]]\nid = "eye-cream"\nsays = { en = "A drop of our cream." }\n')
    person, browser = visitor_on(7, needle_mm=None)
    oil = add(person, name="Night Oil", label=OIL, kind="retinol_product")
    assert oil.marks == "x" * 8 + "c" * 6
    assert "Not today. From Wednesday 25 November, day 9, with care." in text(browser, f"/may/{oil.key}/")
    assert "Fortnight protocol, version 1" in text(browser, f"/may/{oil.key}/")
    today = browser.get("/today/").content.decode()
    assert 'data-care="retinol"' not in today
    assert "A drop of our cream." in today
    assert "from Wednesday, day 9" in words_of(today)
    assert "Next, on Thursday 26 November" in words_of(today)
    assert 'data-care="retinol"' in browser.get("/day/10/").content.decode()
    assert 'data-care="retinol"' not in browser.get("/day/9/").content.decode()
    plan = text(browser, "/plan/")
    assert plan.index("Day 10 ") < plan.index("you can start retinol now")
    assert "From Wed 25 Nov, day 9, with care" in text(browser, "/shelf/")
    assert "From Sun 29 Nov, day 13" in text(browser, "/activities/")
    assert "day 13" in text(browser, "/activities/sauna/")
    browser.post("/advisor/", {"body": "Can I?", "card": f"answer:{oil.key}"})
    assert "Not today. From Wednesday 25 November, day 9" in text(browser, "/advisor/")
    desk = at_the_desk(imani).get(f"/desk/{conversation_with(person).key}/").content.decode()
    assert "Days 9 to 14: with care." in desk
    assert "Retinol" not in words_of(desk).partition("The shelf")[0].rpartition("Day 7")[2]
    _, token = open_link(person, purpose=Link.FRIEND, days=2)
    friend = text(Client(), f"/with/{token}/")
    assert friend.index("Day 10 ") < friend.index("Retinol")
    data = json.loads(browser.get("/me/data/download/").content)
    assert data["treatments"][0]["guide_id"] == GuideVersion.objects.get().key
    assert data["products"][0]["version"].endswith(GuideVersion.objects.get().hash)


def test_a_general_question_and_a_new_label_go_by_it_too(imani: User, visitor_on: Callable[..., Visitor]) -> None:
    version_with(imani, LATER)
    _, browser = visitor_on(7)
    answer = browser.post("/may/", {"said": "Aqua, Glycerin, Retinol"})
    assert "day 9" in text(browser, answer["Location"])
    answer = browser.post("/may/", {"said": "retinol"})
    assert "day 9" in text(browser, answer["Location"])


def test_the_next_session_is_counted_by_the_clinics_own_days(imani: User, visitor_on: Callable[..., Visitor]) -> None:
    version_with(imani, '[[activity]]\nid = "repeat-needling"\nrefuse = [1, 14]\ncareful = []\nfrom_day = 43\n')
    _, browser = visitor_on(20)
    assert "at least 42 days" in text(browser, "/today/")


def test_what_is_known_of_a_person_and_the_cautious_layer_only_add_to_it(
    imani: User, visitor_on: Callable[..., Visitor]
) -> None:
    version_with(imani, LATER)
    person, _ = visitor_on(3, needle_mm="2.5")
    assert add(person, name="Night Oil", label=OIL, kind="").marks == "x" * 11 + "c" * 3
    change_person(person, cautious=True)
    assert Product.objects.get().marks.startswith("x" * 11)


def test_who_is_under_way_keeps_the_version_they_began_with_and_the_next_treatment_takes_the_new_one(
    imani: User, visitor: Visitor
) -> None:
    person, browser = visitor
    oil = add(person, name="Night Oil", label=OIL, kind="")
    version_with(imani, LATER)
    assert "From Friday 27 November, day 7" in text(browser, f"/may/{oil.key}/")
    assert "has changed" not in text(browser, "/today/")
    start_treatment(person, date=TODAY, setting="clinic", needle_mm=None)
    assert "day 9" in text(browser, f"/may/{oil.key}/")


def test_whoever_is_moved_is_told_and_their_record_says_so(imani: User, visitor: Visitor) -> None:
    person, browser = visitor
    add(person, name="Night Oil", label=OIL, kind="")
    version = version_with(imani, LATER)
    assert actions.move(clinic(), version=version, by=imani) == 1
    page = text(browser, "/today/")
    assert "Your clinic has changed its guide" in page
    assert "The answer for Night Oil has changed" in page
    assert "Days 9 to 14: with care." in page
    assert "Because: At your clinic: do not use on days 1 to 8" in page
    assert "Your clinic has changed its guide" in text(browser, "/shelf/")
    line = AuditLine.objects.get(person=person, action="move_guide")
    assert (line.by, line.about) == ("clinic", "guide version 1")
    assert browser.post("/plan/guide/seen/")["Location"] == "/today/"
    assert "Your clinic has changed its guide" not in text(browser, "/today/")
    assert "The answer for Night Oil has changed" in text(browser, "/today/")
    assert actions.move(clinic(), version=version, by=imani) == 0


def test_moving_back_takes_the_news_back(imani: User, visitor: Visitor) -> None:
    person, browser = visitor
    add(person, name="Night Oil", label=OIL, kind="")
    version = version_with(imani, LATER)
    actions.move(clinic(), version=version, by=imani)
    browser.get("/today/")
    actions.move(clinic(), version=None, by=imani)
    assert "The answer for Night Oil has changed" not in text(browser, "/today/")


def test_a_fortnight_that_is_over_is_moved_nowhere(imani: User, visitor_on: Callable[..., Visitor]) -> None:
    visitor_on(15)
    before, _ = visitor_on(-2)
    version = version_with(imani, LATER)
    assert actions.move(clinic(), version=version, by=imani) == 1
    before.refresh_from_db()
    assert before.current
    assert before.current.guide == version


def test_after_an_update_everybody_is_judged_by_their_own_version(
    imani: User, visitor_on: Callable[..., Visitor]
) -> None:
    first, _ = visitor_on(3)
    add(first, name="Night Oil", label=OIL, kind="")
    version_with(imani, LATER)
    second, _ = visitor_on(3)
    add(second, name="Night Oil", label=OIL, kind="")
    assert recall() == (0, 0)
    Product.objects.update(version="earlier")
    assert recall() == (2, 0)
    marks = dict(Product.objects.values_list("person_id", "marks"))
    assert (marks[first.pk], marks[second.pk]) == ("x" * 6 + "c" * 8, "x" * 8 + "c" * 6)
    assert recall() == (0, 0)


def test_today_by_a_clinics_version_takes_five_queries(
    imani: User, visitor_on: Callable[..., Visitor], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    version_with(imani, LATER)
    person, browser = visitor_on(3, user=User.objects.create_user("iris@example.org"))
    for number in range(30):
        add(person, name=f"Night Oil {number}", label=OIL, kind="")
    browser.get("/today/")
    with django_assert_max_num_queries(5):
        assert "Retinol" in browser.get("/today/").content.decode()


def test_what_is_milder_bears_its_signature_at_the_answer_and_in_the_plan(
    imani: User, visitor_on: Callable[..., Visitor]
) -> None:
    version_with(imani, EARLIER)
    person, browser = visitor_on(3)
    cream = add(person, name="Plain Eye Cream", label="Aqua, Glycerin", kind="eye_cream")
    signed = (
        f"Your clinic allows this from day 3 (signed by Imani Osei). The published guide says day 5. Reason: {REASON}"
    )
    answer = text(browser, f"/may/{cream.key}/")
    assert "Yes, today." in answer
    assert signed in answer
    assert signed in text(browser, "/plan/")
    other = add(person, name="Strong Eye Cream", label="Aqua, Retinol", kind="eye_cream")
    assert signed not in text(browser, f"/may/{other.key}/")
    browser.post("/language/", {"language": "es", "next": "/plan/"})
    assert "Tu clínica, con la firma de Imani Osei, lo permite a partir del día 3" in text(browser, "/plan/")


def test_whose_advice_it_is_has_a_column_for_the_clinic(imani: User, visitor_on: Callable[..., Visitor]) -> None:
    _, without = visitor_on(3)
    assert "Your clinic" not in text(without, "/plan/").partition("Whose advice is this?")[2]
    version_with(imani, LATER + NIGHT)
    _, browser = visitor_on(3)
    layers = text(browser, "/plan/").partition("Whose advice is this?")[2]
    assert "Your plan follows the Fortnight guide, version 1" in layers
    assert "Retinol and other retinoids Guide: day 7 · Your clinic: day 9 · Cautious: day 11" in layers
    assert "Fortnight protocol, version 1" in layers
    assert "Sauna, steam room, hot tub Guide: day 6 · Your clinic: day 13 · Cautious: day 13" in layers


def test_a_tick_for_a_step_that_moved_away_meanwhile_is_kept(imani: User, visitor_on: Callable[..., Visitor]) -> None:
    person, browser = visitor_on(7)
    actions.move(clinic(), version=version_with(imani, LATER), by=imani)
    assert person.pk
    sent = {"day": 7, "time": "evening", "care": "retinol", "done": "1"}
    assert browser.post("/tick/", sent).status_code == 302
    sent = {"day": 3, "time": "evening", "care": "retinol", "done": "1"}
    assert browser.post("/tick/", sent).status_code == 400


def test_products_that_the_clinic_names_are_the_clinics(imani: User, visitor_on: Callable[..., Visitor]) -> None:
    version_with(imani, '[[care]]\nid = "hydrating-serum"\nnamed = ["House Serum"]\n')
    _, browser = visitor_on(3)
    for path in ("/today/", "/plan/"):
        assert "Your clinic suggests: House Serum" in text(browser, path)
        assert "Skinbay" not in text(browser, path)


def test_a_thing_that_only_the_clinic_closes_is_called_by_its_name(
    imani: User, visitor_on: Callable[..., Visitor]
) -> None:
    own = (
        '[[own]]\nid = "own-1"\nshows = "peptide"\nrefuse = [1, 5]\ncareful = []\nsays = { en = "Not before day 6." }\n'
    )
    version_with(imani, own + '[[window]]\nid = "kind-toner"\nrefuse = [1, 4]\ncareful = []\n')
    _, browser = visitor_on(3)
    today = text(browser, "/today/")
    assert "Peptides" in today
    assert "Not before day 6." in today
    assert "Toner or essence" in today


def test_pages_saved_on_a_device_are_fetched_anew_by_another_version(
    imani: User, visitor_on: Callable[..., Visitor]
) -> None:
    person, browser = visitor_on(3, user=User.objects.create_user("iris@example.org"))
    browser.post("/device/", {"save": "1"})
    before = browser.get("/today/").headers[saved.RULES]
    assert browser.get("/plan/").headers[saved.RULES] == before
    actions.move(clinic(), version=version_with(imani, LATER), by=imani)
    assert browser.get("/today/").headers[saved.RULES] != before
    assert person.pk


def test_nobody_is_behind_who_was_answered_by_their_own_version(
    imani: User, visitor_on: Callable[..., Visitor]
) -> None:
    add(visitor_on(3)[0], name="Night Oil", label=OIL, kind="")
    version_with(imani, LATER)
    second, _ = visitor_on(3)
    add(second, name="Night Oil", label=OIL, kind="")
    assert not persons_behind().exists()
    Treatment.objects.filter(person=second).update(guide=None)
    assert [person.pk for person in persons_behind()] == [second.pk]


# Where the published guide may be asked for by name: everywhere else it is the person's that counts.
ASK_THE_PUBLISHED = {
    "accounts/convert.py": "the guide of whoever has no other",
    "clinic/forms.py": "the steps at which the guide itself names a product",
    "clinic/words.py": "steps and activities in words, by ids that are the same in every clinic",
    "desk/course.py": "the stages of the fortnight, which are the same in every clinic",
    "guides": "what is published stands beside what the clinic has",
    "mail/outgoing/writing.py": "the days of the stages, which are the same in every clinic",
    "journal/closed.py": "the published guide is one of the layers side by side",
    "journal/queries.py": "a tick for a step as published is kept",
    "answers/edition.py": "its version",
    "checkins/words.py": "activities in words, by ids that are the same in every clinic",
    "shelf/ready.py": "what is loaded before the first person asks",
    "shell/citing.py": "a rule for nobody's page",
}


def test_nothing_else_asks_for_the_published_guide() -> None:
    """Judge by `convert.book_of(person)` or `guide_of(person)`; whoever needs the published guide says why here."""
    web = Path("src/fortnight/web")
    paths = {
        path.relative_to(web).as_posix()
        for path in web.rglob("*.py")
        if "published_guide" in path.read_text("utf-8") or "guide.load import rule" in path.read_text("utf-8")
    }
    asking = {name.partition("/")[0] if name.startswith("guides/") else name for name in paths}
    assert asking == set(ASK_THE_PUBLISHED)


def test_who_has_no_plan_is_led_to_the_front_page(db: None) -> None:
    assert Client().post("/plan/guide/seen/")["Location"] == "/"
