"""Journeys: is this normal, a check-in in a minute, what reacts pauses, silence reaches the desk; also in Spanish."""

import re
from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Quiet
from tests.browser.device import OFFLINE, begin, follow, post
from tests.browser.server import Server
from tests.browser.staff import sign_in

Device = Callable[..., BrowserContext]
MOST_TAPS = 12
# Each tap of a finger on a page, over all pages of the tab.
TAPS = """
addEventListener("click", (event) => {
  if (event.isTrusted && event.detail) sessionStorage.taps = Number(sessionStorage.taps ?? 0) + 1;
}, true);
"""
# Two days pass without a word after every check-in, and the clock's job finds what is due.
TWO_DAYS_LATER = """
import datetime as dt
from django.db.models import F
from fortnight.web.checkins.models import SkinCheckIn
from fortnight.web.checkins.silence import follow
step = dt.timedelta(days={days})
SkinCheckIn.objects.filter(due__isnull=False).update(at=F("at") - step, due=F("due") - step)
follow()
"""
CALM = {
    "pain": "0",
    "redness": "none",
    "swelling": "none",
    "heat": "none",
    "itch": "none",
    "flaking": "none",
    "compared": "less",
    "sleep": "well",
}


def choose(page: Page, question: str, words: str) -> None:
    """Tap an answer, as a finger does."""
    group = page.get_by_role("group", name=re.compile(f"^{re.escape(question)}"))
    group.locator("label").filter(has_text=re.compile(f"^{re.escape(words)}$")).click()


def answer_calmly(page: Page) -> None:
    """Answer everything as on a calm day, and send it."""
    choose(page, "Does it hurt now?", "1")
    choose(page, "Is it redder, darker or warmer than yesterday?", "Less")
    for measure, words in (("Redness", "A little"), ("Swelling", "None"), ("Warmth", "None"), ("Itch", "None")):
        choose(page, measure, words)
    choose(page, "Flaking", "A little")
    page.get_by_role("button", name="Nothing new").click()
    choose(page, "How did you sleep?", "Well")
    page.get_by_role("button", name="Send and see the answer").click()


def test_peeling_on_day_3_leads_from_the_box_to_what_is_usual(person: Page) -> None:
    person.goto("/today/")
    person.locator("[name=said]").fill("my skin is peeling, is that normal?")
    follow(person.get_by_role("button", name="Ask", exact=True))
    expect(person).to_have_url(re.compile("/normal/flaking/"))
    expect(person.get_by_role("heading", level=1)).to_have_text("Flaking")
    expect(person.get_by_text("Usual on day 3.")).to_be_visible()
    follow(person.get_by_role("link", name="Check in, one minute"))
    expect(person).to_have_url("/checkin/")


def test_a_calm_check_in_takes_twelve_taps_at_the_most(person: Page) -> None:
    person.add_init_script(TAPS)
    person.goto("/normal/")
    follow(person.get_by_role("link", name="Check in, one minute"))
    answer_calmly(person)
    expect(person.get_by_role("heading", level=1)).to_have_text("As expected for day 3.")
    taps = int(person.evaluate("sessionStorage.taps"))
    assert 10 <= taps <= MOST_TAPS
    expect(person.get_by_role("img", name="Pain, day by day: day 3: 1 (usual: 0 to 2)")).to_be_visible()


def test_without_scripts_a_check_in_is_one_form(new_context: Device) -> None:
    context = new_context(java_script_enabled=False)
    begin(context)
    page = context.new_page()
    page.goto("/checkin/")
    choose(page, "Does it hurt now?", "1")
    for measure in ("Redness", "Swelling", "Warmth", "Itch", "Flaking"):
        choose(page, measure, "None")
    choose(page, "How did you sleep?", "Well")
    follow(page.get_by_role("button", name="Send and see the answer"))
    expect(page.get_by_role("heading", level=1)).to_have_text("As expected for day 3.")


def test_keys_go_on_by_the_button_and_never_by_themselves(person: Page) -> None:
    person.goto("/checkin/")
    person.locator("[name=pain]").first.focus()
    person.keyboard.press("ArrowRight")
    person.locator("[name=compared]").first.focus()
    person.keyboard.press("ArrowRight")
    expect(person.get_by_text("1 of 4")).to_be_visible()
    person.get_by_role("button", name="Next").press("Enter")
    expect(person.get_by_text("2 of 4")).to_be_visible()


def test_what_must_not_wait_is_said_while_it_is_ticked(person: Page) -> None:
    person.goto("/checkin/")
    for _ in range(2):
        person.get_by_role("button", name="Next").click()
    person.get_by_role("checkbox", name="Hard to breathe, or lips, tongue or throat swelling").check()
    expect(person.get_by_role("alert").get_by_role("heading", name="Call now")).to_be_visible()


def test_a_check_in_without_a_network_is_kept_and_sent_later(person: Page, quiet: Quiet) -> None:
    quiet.allow(*OFFLINE)
    person.goto("/checkin/")
    person.context.set_offline(True)
    answer_calmly(person)
    expect(person.get_by_text("Kept on this device.")).to_be_visible()
    person.context.set_offline(False)
    expect(person.get_by_role("heading", level=1)).to_have_text("As expected for day 3.")


def test_retinol_that_stings_on_day_8_pauses_what_is_new(new_context: Device) -> None:
    context = new_context()
    begin(context, 8)
    page = context.new_page()
    page.goto("/checkin/")
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Next").click()
    page.get_by_role("checkbox", name="A product stings or burns").check()
    page.get_by_role("button", name="Next").click()
    page.get_by_text("Choose from a list").click()
    page.get_by_role("checkbox", name="Retinol and its relatives").check()
    page.get_by_role("button", name="Send and see the answer").click()
    expect(page.get_by_role("heading", name="What it may come from")).to_be_visible()
    expect(page.get_by_text("It fits well")).to_be_visible()
    page.goto("/ladder/")
    expect(page.get_by_role("heading", name="Paused")).to_be_visible()
    expect(page.locator("#rung-retinoid")).to_contain_text("You reacted to it")
    expect(page.get_by_role("button", name="I tried it on a spot today")).to_have_count(0)


def test_silence_after_unease_reaches_the_desk(person: Page, new_context: Device, site: Server) -> None:
    post(person.context, "/me/about/", name="Silent Iris")
    post(person.context, "/checkin/", **CALM | {"new": "new-stinging", "words": "it burns since the cream"})
    site.manage("shell", "--no-imports", "-c", TWO_DAYS_LATER.format(days=2))
    context = new_context(viewport={"width": 1280, "height": 900})
    sign_in(context, site)
    desk = context.new_page()
    desk.goto("/desk/")
    follow(desk.get_by_role("link", name=re.compile("not calm")))
    line = desk.get_by_role("listitem").filter(has_text="it burns since the cream")
    expect(line).to_contain_text("No check-in since.")
    follow(line.get_by_role("button", name=re.compile("Seen to")))
    expect(desk.get_by_text("it burns since the cream")).to_have_count(0)


def test_the_advisor_sees_a_check_in_that_is_shown(person: Page) -> None:
    post(person.context, "/checkin/", **CALM)
    person.goto("/checkin/")
    follow(person.get_by_role("link", name="Show its answer"))
    follow(person.get_by_role("button", name="Show my advisor"))
    expect(person.get_by_role("log")).to_contain_text("Check-in, day 3")


def test_in_spanish_from_the_question_to_the_answer(new_context: Device) -> None:
    context = new_context(locale="es-MX")
    begin(context)
    page = context.new_page()
    page.goto("/today/")
    page.locator("[name=said]").fill("se me está pelando la piel, ¿es normal?")
    follow(page.get_by_role("button", name="Preguntar"))
    expect(page.get_by_text("Habitual el día 3.")).to_be_visible()
    follow(page.get_by_role("link", name="Revisar mi piel, un minuto"))
    choose(page, "¿Te duele ahora?", "1")
    choose(page, "¿Está más roja, más oscura o más caliente que ayer?", "Menos")
    expect(page.get_by_text("2 de 4")).to_be_visible()
