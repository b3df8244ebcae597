"""Journey: today's steps are ticked and taken back, with a network, without one, and after days without one."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.conftest import Quiet
from tests.browser.device import OFFLINE, begin, cookies, module, until

# A line that can be bad in two ways, for the page alone: what is sent never leaves, or arrives and the answer is lost.
QUEUE = module("journal/queue")
ROUTES = module("shell/routes")
LINE = """
self.sent = [];
if (localStorage.line && self.SyncManager) SyncManager.prototype.register = async () => {};
const real = self.fetch;
self.fetch = async (address, options) => {
  if (options?.method !== "POST") return real(address, options);
  if (localStorage.line === "cut") throw new TypeError("cut");
  self.sent.push(options.body.get("id"));
  const answer = await real(address, options);
  if (localStorage.line) throw new TypeError("lost");
  return answer;
};
"""


@pytest.fixture
def browser(windows: Browser) -> Browser:
    """The shell sends nothing when no page is open."""
    return windows


def step(page: Page, number: int = 0) -> Locator:
    return page.locator(".step").nth(number)


def tick(page: Page, number: int = 0) -> Locator:
    return step(page, number).get_by_role("button")


def is_waiting(page: Page, number: int = 0) -> Locator:
    return step(page, number).get_by_text("waiting to be sent")


def kept(page: Page) -> int:
    """How many ticks wait on the device."""
    return int(page.evaluate(f"{QUEUE}.then(({{ ticks }}) => ticks.waiting()).then(all => all.length)"))


def all_sent(page: Page) -> None:
    """Wait until nothing waits on the device any more."""
    until(page, f"{QUEUE}.then(({{ ticks }}) => ticks.waiting()).then(all => all.length === 0)")


def stored(page: Page) -> int:
    """How many steps the server has as done, by a page that nothing but the server makes."""
    return page.context.request.get("/today/").text().count('class="step done"')


def test_a_tick_is_kept_and_can_be_taken_back(person: Page) -> None:
    person.goto("/today/")
    tick(person).click()
    expect(tick(person)).to_have_attribute("aria-pressed", "true")
    expect(person.locator("[data-count]").first).to_contain_text("1 of")
    all_sent(person)
    person.reload()
    expect(tick(person)).to_have_attribute("aria-pressed", "true")
    tick(person).click()
    all_sent(person)
    person.reload()
    expect(tick(person)).to_have_attribute("aria-pressed", "false")


def test_without_scripts_a_tick_is_a_form(new_context: Callable[..., BrowserContext]) -> None:
    context = new_context(java_script_enabled=False)
    begin(context)
    page = context.new_page()
    page.goto("/today/")
    tick(page).click()
    expect(page).to_have_url("/today/")
    expect(tick(page)).to_have_attribute("aria-pressed", "true")
    tick(page).click()
    expect(tick(page)).to_have_attribute("aria-pressed", "false")


def test_ticks_without_a_network_wait_and_arrive_exactly_once(person: Page, quiet: Quiet) -> None:
    quiet.allow(*OFFLINE)
    person.goto("/today/")
    person.context.set_offline(True)
    tick(person, 0).click()
    tick(person, 1).click()
    expect(is_waiting(person, 0)).to_be_visible()
    expect(is_waiting(person, 1)).to_be_visible()
    expect(person.get_by_text("You are offline")).to_be_visible()
    person.context.set_offline(False)
    expect(is_waiting(person, 0)).to_be_hidden()
    expect(is_waiting(person, 1)).to_be_hidden()
    assert (kept(person), stored(person)) == (0, 2)


def test_an_answer_that_gets_lost_does_not_make_a_second_tick(person: Page) -> None:
    person.add_init_script(LINE)
    person.goto("/signs/")
    person.evaluate("localStorage.line = 'answers are lost'")
    person.goto("/today/")
    tick(person).click()
    expect(is_waiting(person)).to_be_visible()
    person.evaluate("localStorage.removeItem('line'); dispatchEvent(new Event('focus'))")
    expect(is_waiting(person)).to_be_hidden()
    sent = person.evaluate("self.sent")
    assert (len(sent), len(set(sent)), kept(person), stored(person)) == (2, 1, 0, 1)


def test_ticks_that_wait_are_shown_when_the_page_is_opened_again_and_sent(person: Page) -> None:
    person.add_init_script(LINE)
    person.goto("/signs/")
    person.evaluate("localStorage.line = 'cut'")
    person.goto("/today/")
    tick(person).click()
    expect(is_waiting(person)).to_be_visible()
    person.reload()
    expect(is_waiting(person)).to_be_visible()
    expect(tick(person)).to_have_attribute("aria-pressed", "true")
    assert stored(person) == 0
    person.evaluate("localStorage.removeItem('line')")
    person.reload()
    expect(tick(person)).to_have_attribute("aria-pressed", "true")
    all_sent(person)
    assert stored(person) == 1


def test_the_browser_sends_what_waits_when_no_page_can(person: Page) -> None:
    person.add_init_script(LINE)
    person.goto("/today/")
    person.evaluate("localStorage.line = 'cut'")
    tick(person).click()
    all_sent(person)
    expect(is_waiting(person)).to_be_hidden()
    assert stored(person) == 1


def test_a_tick_with_a_token_that_is_too_old_gets_a_fresh_one(person: Page, quiet: Quiet) -> None:
    quiet.allow("403 (Forbidden)")
    person.goto("/today/")
    person.context.clear_cookies(name=re.compile("-csrf-"))
    tick(person).click()
    all_sent(person)
    expect(is_waiting(person)).to_be_hidden()
    assert stored(person) == 1


def test_ticks_wait_for_their_own_person_and_never_go_to_another(person: Page, quiet: Quiet) -> None:
    quiet.allow(*OFFLINE, "409 (Conflict)", "403 (Forbidden)")
    person.goto("/today/")
    mine = cookies(person.context)
    person.context.set_offline(True)
    tick(person).click()
    expect(is_waiting(person)).to_be_visible()
    person.context.clear_cookies()
    person.context.set_offline(False)
    person.goto("/")
    begin(person.context)
    person.goto("/today/")
    expect(person.locator(".step.done")).to_have_count(0)
    person.evaluate(f"Promise.all([{QUEUE}, {ROUTES}]).then(([{{ ticks }}, {{ routes }}]) => ticks.send(routes))")
    assert (kept(person), stored(person)) == (1, 0)
    person.context.clear_cookies()
    person.context.add_cookies(mine)
    person.goto("/today/")
    all_sent(person)
    assert stored(person) == 1


def test_a_tick_that_the_server_refuses_is_shown_and_dropped(person: Page, quiet: Quiet) -> None:
    quiet.allow("400 (Bad Request)")
    person.goto("/today/")
    person.evaluate("document.querySelector('[data-tick]').elements.care.value = 'no-such-step'")
    tick(person).click()
    expect(step(person).get_by_text("This was not saved because it is no longer a step")).to_be_visible()
    expect(tick(person)).to_have_attribute("aria-pressed", "false")
    assert (kept(person), stored(person)) == (0, 0)


@pytest.mark.parametrize("where", ["on a secure page", "elsewhere"])
def test_ids_made_on_the_device_are_uuids(person: Page, where: str) -> None:
    person.goto("/today/")
    if where == "elsewhere":
        person.evaluate("Object.defineProperty(crypto, 'randomUUID', { value: undefined })")
    ids = person.evaluate(f"{module('shell/ids')}.then(({{ newId }}) => Array.from({{ length: 50 }}, newId))")
    pattern = "^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"
    assert len(set(ids)) == 50
    assert person.evaluate("([ids, form]) => ids.every(id => new RegExp(form).test(id))", [ids, pattern])
