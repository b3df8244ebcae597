"""The clinic's logo and colours: drawn anew, readable or refused, red for red flags only, seen on every page."""

import io
import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from fortnight.web.accounts.models import Person
from fortnight.web.accounts.queries import clinic
from fortnight.web.clinic.logo import MOST_BYTES, Drawn, LogoRefusal, drawn
from fortnight.web.clinic.models import Entry, Logo
from fortnight.web.shell import look
from fortnight.web.shell.colours import GROUNDS, TEXT, Scheme, contrast, is_red, judged
from fortnight.web.shell.palette import TOKENS
from tests.web.staff import one_of_staff

Visitor = tuple[Person, Client]
LOOK = "/desk/clinic/look/"
GOOD = {"own": "1", "light": "#2f5d8a", "dark": "#8fb4dc"}
JSON = {"Accept": "application/json"}
HEXES = ["#000000", "#ffffff", "#808080", "#ff0000", "#ffe000", "#00ff88", "#c00000", "#2f5d8a", "#ffc0cb", "#5a00ff"]


@pytest.fixture
def owner(db: None) -> Client:
    """The browser of the owner."""
    return one_of_staff("owner", "Ada")[1]


def picture(kind: str = "PNG", size: tuple[int, int] = (300, 100), mode: str = "RGBA", **options: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, "teal").save(out, kind, **options)
    return out.getvalue()


def sent(name: str, data: bytes) -> dict[str, SimpleUploadedFile]:
    return {"logo": SimpleUploadedFile(name, data)}


def test_the_grounds_are_those_that_the_style_sheet_draws() -> None:
    text = TOKENS.read_text("utf-8")
    for scheme, ground in GROUNDS.items():
        for name in ("paper", "card", "accent"):
            assert f"--{name}-{scheme}: {getattr(ground, name)};" in text


def test_each_colour_of_the_tokens_has_a_partner_in_the_dark_and_is_used() -> None:
    text = TOKENS.read_text("utf-8")
    light, dark = (set(re.findall(rf"--([a-z-]+)-{scheme}: #", text)) for scheme in Scheme)
    assert light == dark
    assert {name for name in light if f"--{name}: var(--{name}-light);" in text} == light
    assert {name for name in dark if text.count(f"--{name}: var(--{name}-dark);") == 2} == dark


@pytest.mark.parametrize("scheme", list(Scheme))
def test_our_own_accent_passes(scheme: Scheme) -> None:
    assert judged(GROUNDS[scheme].accent, scheme).passes


@pytest.mark.parametrize("scheme", list(Scheme))
@pytest.mark.parametrize("colour", HEXES)
def test_what_is_offered_instead_always_passes(colour: str, scheme: Scheme) -> None:
    verdict = judged(colour, scheme)
    offered = judged(verdict.nearest or colour, scheme)
    assert offered.passes
    assert min(offered.against, offered.within) >= TEXT
    assert not is_red(offered.accent)


def test_contrast_is_counted_as_wcag_does() -> None:
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48
    assert contrast("#a84c31", "#a84c31") == 1


def test_colours_are_kept_and_shown_to_clients_by_an_address_with_a_version(owner: Client, visitor: Visitor) -> None:
    assert owner.post(LOOK, GOOD).status_code == 302
    link = '<link rel="stylesheet" href="/clinic/look/2f5d8a-8fb4dc.css">'
    for page in (visitor[1].get("/today/"), Client().get("/signs/"), owner.get("/desk/")):
        assert link in page.content.decode()
    answer = Client().get("/clinic/look/2f5d8a-8fb4dc.css")
    style = answer.content.decode()
    assert "--accent: #2f5d8a; --on-accent: #ffffff;" in style
    assert "--accent: #8fb4dc; --on-accent: #2b1710;" in style
    assert "--alert" not in style
    assert "--calm" not in style
    assert answer["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in answer["Cache-Control"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert Client().get("/clinic/look/2f5d8a-8fb4dd.css").status_code == 404, "only the colours in use are worked out"
    owner.post(LOOK, {"light": "#2f5d8a", "dark": "#8fb4dc"})
    assert "/clinic/look/" not in visitor[1].get("/today/").content.decode()


@pytest.mark.parametrize("version", ["ffe000-8fb4dc", "2f5d8a", "2f5d8a-8fb4dc;}", "c00000-eb9678", "2F5D8A-8FB4DC"])
def test_a_style_that_could_not_be_read_is_not_there(db: None, version: str) -> None:
    assert Client().get(f"/clinic/look/{version}.css").status_code == 404


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"light": "#ffe000"}, "It is too close to the background: the contrast is 1.2 to 1, and text needs 4.5 to 1."),
        ({"dark": "#202020"}, "It is too close to the background"),
        ({"light": "#c00000"}, "Red is kept for warnings"),
        ({"light": "teal"}, "Enter a colour code"),
        ({"light": "#2f5d8"}, "Enter a colour code"),
    ],
)
def test_a_colour_that_fails_is_refused_with_the_nearest_that_does_not(
    owner: Client, values: dict[str, str], words: str
) -> None:
    answer = owner.post(LOOK, GOOD | values)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert words in page
    scheme, colour = next(iter(values.items()))
    if colour.startswith("#") and len(colour) == 7:
        nearest = judged(colour, Scheme(scheme)).nearest
        assert f"The closest readable colour is {nearest}." in page
        assert f'value="{nearest}"' in page
    assert clinic().accents == {}


def test_colours_are_judged_while_they_are_chosen_and_nothing_is_saved(owner: Client) -> None:
    verdicts = owner.post(LOOK, GOOD | {"light": "#ffe000"}, headers=JSON).json()
    assert verdicts["light"]["passes"] is False
    assert judged(verdicts["light"]["nearest"], Scheme.LIGHT).passes
    assert verdicts["dark"] == {"passes": True, "words": "This colour is easy to read.", "nearest": "", "on": "#2b1710"}
    assert not Entry.objects.exists()


def test_a_logo_is_drawn_anew_without_what_else_was_in_the_file(owner: Client, visitor: Visitor) -> None:
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    data = picture("JPEG", (2000, 1000), "RGB", exif=exif, comment=b"secret words", icc_profile=b"of my own screen")
    assert b"taken at home" in data
    owner.post(LOOK, sent("logo.jpg", data))
    logo = clinic().logo
    assert (logo["width"], logo["height"]) == (480, 240)
    answer = Client().get(f"/clinic/logo/{logo['key']}.png")
    assert answer["Content-Type"] == "image/png"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "immutable" in answer["Cache-Control"]
    with Image.open(io.BytesIO(answer.content)) as image:
        assert (image.format, image.size, dict(image.getexif()), image.info) == ("PNG", (480, 240), {}, {})
    assert b"taken at home" not in answer.content
    assert b"secret words" not in answer.content
    assert b"iCCP" not in answer.content
    assert (
        f'src="/clinic/logo/{logo["key"]}.png" width="480" height="240"' in visitor[1].get("/today/").content.decode()
    )


def test_another_logo_has_another_address_and_the_first_can_be_put_back(owner: Client) -> None:
    owner.post(LOOK, sent("a.png", picture()))
    first = clinic().logo
    owner.post(LOOK, sent("b.png", picture(size=(100, 100))))
    assert clinic().logo["key"] != first["key"]
    owner.post(LOOK, {"no_logo": "1"})
    assert clinic().logo == {}
    change = Entry.objects.order_by("pk")[1]
    owner.post(f"/desk/clinic/changes/{change.pk}/back/")
    assert clinic().logo == first
    assert Client().get(f"/clinic/logo/{first['key']}.png").status_code == 200
    assert Client().get(f"/clinic/logo/{uuid.uuid4()}.png").status_code == 404


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", LogoRefusal.EMPTY),
        (b"x" * (MOST_BYTES + 1), LogoRefusal.TOO_LARGE),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', LogoRefusal.DRAWING),
        (b'\xef\xbb\xbf <?xml version="1.0"?><svg/>', LogoRefusal.DRAWING),
        (b"<!-- hello --><svg/>", LogoRefusal.DRAWING),
        (b"GIF89a" + b"\x00" * 40, LogoRefusal.NO_PICTURE),
        (b"not a picture at all", LogoRefusal.NO_PICTURE),
        (picture()[:60], LogoRefusal.NO_PICTURE),
        (picture(size=(10, 200)), LogoRefusal.TOO_SMALL),
        (picture(size=(5000, 4000), mode="1"), LogoRefusal.TOO_LARGE),
    ],
)
def test_what_is_no_logo_is_refused(data: bytes, why: LogoRefusal) -> None:
    assert drawn(data) is why


def test_a_logo_that_moves_is_refused() -> None:
    frames = [Image.new("RGB", (40, 40), colour) for colour in ("red", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:])
    assert drawn(out.getvalue()) is LogoRefusal.MOVING


def test_a_transparent_logo_stays_transparent() -> None:
    logo = drawn(picture("WEBP", lossless=True))
    assert isinstance(logo, Drawn)
    with Image.open(io.BytesIO(logo.picture)) as image:
        assert image.mode == "RGBA"


@pytest.mark.parametrize("name", ["logo.svg", "logo.png"])
def test_an_svg_is_refused_with_words_whatever_it_is_called(owner: Client, name: str) -> None:
    answer = owner.post(LOOK, GOOD | sent(name, b"<svg xmlns='http://www.w3.org/2000/svg'/>"))
    assert answer.status_code == 400
    assert "We cannot accept SVG files" in answer.content.decode()
    assert 'value="#2f5d8a"' in answer.content.decode(), "what was typed stays"
    assert not Logo.objects.exists()


def test_the_look_is_found_once_and_seen_at_once_after_a_change(owner: Client) -> None:
    before = look.look_for(None)
    assert look.look_for(None) is before
    owner.post("/desk/clinic/house/", {"name": "Linden House", "zone": "UTC"})
    assert look.look_for(None).name == "Linden House"


def test_the_style_is_kept_for_reading_without_a_network(owner: Client) -> None:
    owner.post(LOOK, GOOD)
    worker = Client().get("/sw.js")
    assert "/clinic/look/2f5d8a-8fb4dc.css" in worker.content.decode()
