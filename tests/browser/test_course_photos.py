"""Journey: photos of the course, taken with the camera of the page, judged and covered there, compared, one shared."""

import io
import re
import time
from collections.abc import Callable, Iterator

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, FilePayload, Locator, Page, Playwright, expect

from tests.browser.conftest import FLAGS, Quiet
from tests.browser.device import OFFLINE, begin, follow, post, ready, sideways, until
from tests.browser.server import PATIENCE, Server, headless
from tests.browser.staff import sign_in as sign_in_staff
from tests.browser.test_every_page import RULES, violations
from tests.web.faces import face, jpeg

Device = Callable[..., BrowserContext]
CAMERA = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
YESTERDAY = (
    "from fortnight.web.course_photos.models import CoursePhoto\n"
    "CoursePhoto.objects.filter(pk=CoursePhoto.objects.latest('taken').pk).update(day=2)"
)
OF_WHOM = (
    "from fortnight.web.course_photos.models import CoursePhoto\n"
    "print(CoursePhoto.objects.exclude(shared=None).latest('shared').person.key)"
)
COVER = (92, 72, 150)
SMALL = 320
STORED = """
caches.keys().then((names) => Promise.all(names.map((name) => caches.open(name).then((one) => one.keys()))))
  .then((requests) => requests.flat().map((request) => request.url))
"""


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """A Chromium with a camera that is none, and that says yes when a page asks for it."""
    browser = playwright.chromium.launch(executable_path=headless(), args=[*FLAGS, *CAMERA])
    yield browser
    browser.close()


def file(image: Image.Image) -> FilePayload:
    """A face as a file of a telephone."""
    return {"name": "face.jpg", "mimeType": "image/jpeg", "buffer": jpeg(image)}


def keep(page: Page) -> None:
    """Keep the photo that is on the page, and wait for the next one."""
    follow(page.locator("[data-keep]"))


def choose(page: Page, image: Image.Image) -> None:
    """Choose a photo, and wait until it was judged."""
    page.get_by_label("Choose one from this device").set_input_files(file(image))
    expect(page.locator("[data-judged]")).to_be_visible()


def remarks(page: Page) -> Locator:
    """What the device says against the photo."""
    return page.locator("[data-remark]:visible")


def seen_by(page: Page, picture: Locator) -> Image.Image:
    """The picture as it is stored."""
    answer = page.request.get(str(picture.get_attribute("src")))
    assert answer.ok
    return Image.open(io.BytesIO(answer.body())).convert("RGB")


def test_three_photos_are_taken_with_the_camera_of_the_page(person: Page) -> None:
    person.goto("/photos/")
    expect(person.get_by_text("No score is ever worked out from a photo")).to_be_visible()
    person.get_by_role("link", name="Take today’s photos").click()
    for side in ("Front", "Left side", "Right side"):
        expect(person.get_by_role("heading", level=1)).to_have_text(side)
        person.get_by_role("button", name="Use the camera here").click()
        until(person, "document.querySelector('video').videoWidth > 0")
        assert sideways(person) <= 0
        person.get_by_role("button", name="Take it", exact=True).click()
        expect(person.locator("[data-judged]")).to_be_visible()
        keep(person)
    expect(person).to_have_url(re.compile(r"/photos/$"))
    expect(person.locator(".photo-strip img")).to_have_count(3)
    expect(person.get_by_role("link", name="Take one again")).to_be_visible()


def test_two_days_are_compared_and_one_photo_is_shared(person: Page, new_context: Device, site: Server) -> None:
    person.goto("/photos/take/?side=left")
    choose(person, face(tone="brown"))
    expect(person.get_by_text("Bright and sharp enough to compare.")).to_be_visible()
    expect(remarks(person)).to_have_count(0)
    keep(person)
    site.manage("shell", "--no-imports", "-c", YESTERDAY)

    person.goto("/photos/take/?side=left")
    expect(person.locator("[data-ghost]")).to_have_count(1)
    choose(person, face(tone="brown", size=0.7))
    expect(remarks(person)).to_have_text(re.compile("Further away than last time."))
    person.get_by_role("button", name="Take it again").click()
    choose(person, face(tone="brown", turned=9))
    expect(remarks(person)).to_have_text(re.compile("Tilted, unlike last time."))
    person.get_by_role("button", name="Take it again").click()
    choose(person, face(tone="brown", light=0.2))
    expect(remarks(person)).to_have_text(re.compile("Too dark to compare."))
    person.get_by_role("button", name="Take it again").click()
    choose(person, face(tone="brown", right=15))
    expect(person.get_by_text("About the same distance as last time, and as upright.")).to_be_visible()
    keep(person)

    person.goto("/photos/")
    expect(person.locator("[data-compare] figcaption")).to_have_text(["Day 2, left side", "Day 3, left side"])
    slider = person.get_by_role("slider")
    slider.press("ArrowRight")
    assert person.locator("[data-compare]").evaluate("one => one.style.getPropertyValue('--at')") == "51%"
    person.get_by_role("button", name="Side by side").click()
    first, second = (person.locator(f"[data-compare] .{one}").bounding_box() for one in ("first", "second"))
    assert first
    assert second
    assert first["x"] + first["width"] <= second["x"]
    assert violations(person, RULES) == []

    context = new_context(viewport={"width": 1280, "height": 900})
    sign_in_staff(context, site)
    desk = context.new_page()
    follow(person.locator(".photo-strip a").last)
    # Whether anybody answers is remembered for half a minute.
    expect(_share(person)).to_be_visible()
    follow(_share(person))
    expect(person.get_by_text("Your advisor can see this photo now.")).to_be_visible()
    assert violations(person, RULES) == []
    key = site.manage("shell", "--no-imports", "-c", OF_WHOM).strip()
    desk.goto(f"/desk/photos/{key}/")
    desk.get_by_role("link", name="Conversation").click()
    expect(desk.get_by_role("log").get_by_text("Day 3, left side")).to_be_visible()
    desk.get_by_role("link", name="Show 1 shared photo").click()
    expect(desk.locator(".shared-photos img")).to_have_count(1)
    assert seen_by(desk, desk.locator(".shared-photos img")).width > SMALL
    follow(person.get_by_role("button", name="Take it back"))
    desk.reload()
    expect(desk.get_by_text("Nothing is shared at the moment.")).to_be_visible()


def _share(page: Page) -> Locator:
    """The button that shares a photo: on the page once the photo was read, in a process of its own."""
    button = page.get_by_role("button", name="Share it with my advisor")
    end = time.monotonic() + PATIENCE
    while not button.count():
        assert time.monotonic() < end, "the photo was never read"
        page.reload()
    return button


def test_what_is_covered_on_the_device_is_not_in_what_is_sent(person: Page) -> None:
    person.goto("/photos/take/")
    choose(person, face())
    person.get_by_role("checkbox", name="Eyes").check(force=True)
    person.get_by_role("checkbox", name="Background").check(force=True)
    canvas = person.locator("[data-canvas]")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box
    person.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] * 0.7)
    assert violations(person, RULES) == []
    keep(person)
    person.goto("/photos/")
    person.locator(".photo-strip a").click()
    stored = seen_by(person, person.locator(".whole-photo"))
    width, height = stored.size
    for place in ((0.02, 0.02), (0.5, 0.41), (0.62, 0.42), (0.98, 0.5), (0.5, 0.7)):
        colour = stored.getpixel((int(width * place[0]), int(height * place[1])))
        assert isinstance(colour, tuple)
        assert max(abs(part - other) for part, other in zip(colour, COVER, strict=True)) < 16, place
    skin = stored.getpixel((int(width * 0.4), int(height * 0.55)))
    assert isinstance(skin, tuple)
    assert skin[0] > 200


def test_without_a_network_a_photo_is_not_lost_and_says_that_it_was_not_stored(person: Page, quiet: Quiet) -> None:
    quiet.allow(*OFFLINE)
    person.goto("/photos/take/")
    choose(person, face())
    person.context.set_offline(True)
    person.locator("[data-keep]").click()
    expect(person.get_by_role("alert").filter(has_text="the photo was not stored")).to_be_visible()
    person.context.set_offline(False)
    keep(person)
    expect(person.get_by_text("Day 3, front is stored.")).to_be_visible()


def test_in_spanish_three_photos_are_taken_judged_and_compared_also_after_the_network_was_gone(
    new_context: Device, site: Server, quiet: Quiet
) -> None:
    quiet.allow(*OFFLINE)
    context = new_context(locale="es-ES")
    begin(context)
    page = context.new_page()
    page.goto("/photos/")
    page.get_by_role("link", name="Hacer las fotos de hoy").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("De frente")
    page.get_by_role("button", name="Usar la cámara aquí").click()
    until(page, "document.querySelector('video').videoWidth > 0")
    page.get_by_role("button", name="Hacer la foto", exact=True).click()
    expect(page.locator("[data-judged]")).to_be_visible()
    context.set_offline(True)
    page.locator("[data-keep]").click()
    expect(page.get_by_role("alert").filter(has_text="la foto no se ha guardado")).to_be_visible()
    context.set_offline(False)
    keep(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Lado izquierdo")
    page.get_by_label("Elegir una de este dispositivo").set_input_files(file(face(light=0.2)))
    expect(remarks(page)).to_have_text(re.compile("Demasiado oscura para comparar."))
    page.get_by_role("button", name="Repetirla").click()
    page.get_by_label("Elegir una de este dispositivo").set_input_files(file(face(tone="brown")))
    expect(page.get_by_text("Tiene luz y nitidez suficientes para comparar.")).to_be_visible()
    keep(page)
    site.manage("shell", "--no-imports", "-c", YESTERDAY)
    page.goto("/photos/take/?side=left")
    page.get_by_label("Elegir una de este dispositivo").set_input_files(file(face(tone="brown", right=15)))
    keep(page)

    page.goto("/photos/?side=left")
    expect(page.locator("[data-compare] figcaption")).to_have_text(["Día 2, lado izquierdo", "Día 3, lado izquierdo"])
    page.get_by_role("button", name="Una junto a otra").click()
    assert sideways(page) == 0
    assert violations(page, RULES) == []


def test_a_device_that_saves_pages_saves_no_photo(member: Page) -> None:
    post(member.context, "/device/", save="1")
    post(member.context, "/photos/take/", side="front", taken=file(face()))
    member.goto("/today/")
    ready(member)
    member.goto("/photos/")
    member.locator(".photo-strip a").click()
    member.locator(".whole-photo").evaluate("one => one.decode()")
    member.goto("/today/")
    addresses = member.evaluate(STORED)
    assert any(address.endswith("/today/") for address in addresses)
    assert not [address for address in addresses if "/photos/" in address and "/static/" not in address]


def test_without_a_script_or_a_camera_the_form_sends_a_file(new_context: Device) -> None:
    context = new_context(java_script_enabled=False)
    begin(context)
    page = context.new_page()
    page.goto("/photos/take/")
    expect(page.get_by_role("button", name="Use the camera here")).to_be_hidden()
    page.get_by_label("Take a photo").set_input_files(file(face(light=0.2)))
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Day 3, front is stored.")).to_be_visible()
    expect(page.get_by_role("status").get_by_text("Too dark to compare.")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("Left side")
