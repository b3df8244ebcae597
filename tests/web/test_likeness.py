"""Whether two photos can be compared: the same for every tone of skin, and nothing where it cannot be told."""

import io
from typing import Any

import pytest
from PIL import Image, ImageDraw

from fortnight.web.course_photos.likeness import RULES, Picture, enlargement, opened, remarks_of, tilt
from tests.web.faces import HEIGHT, TONES, WIDTH, face


def pictured(image: Image.Image) -> Picture:
    """An image as it is once it was taken in."""
    out = io.BytesIO()
    image.save(out, "JPEG", quality=88)
    return opened(out.getvalue())


def covered(image: Image.Image) -> Image.Image:
    """An image with a bar over the eyes and the background gone, as the device does it."""
    over = Image.new("RGB", image.size, RULES.cover)
    hole = Image.new("L", image.size, 0)
    ImageDraw.Draw(hole).ellipse((WIDTH * 0.14, HEIGHT * 0.1, WIDTH * 0.86, HEIGHT * 0.88), fill=255)
    over.paste(image, mask=hole)
    ImageDraw.Draw(over).rectangle((WIDTH * 0.1, HEIGHT * 0.36, WIDTH * 0.9, HEIGHT * 0.46), fill=RULES.cover)
    return over


@pytest.mark.parametrize("tone", TONES)
def test_a_photo_in_good_light_has_no_remark_whatever_the_tone(tone: str) -> None:
    assert remarks_of(pictured(face(tone=tone)), None) == []
    assert remarks_of(pictured(face(tone=tone)), pictured(face(tone=tone, right=30))) == []


@pytest.mark.parametrize("tone", TONES)
@pytest.mark.parametrize(
    ("values", "remark"),
    [
        ({"light": 0.2}, "dark"),
        ({"blur": 9}, "blurred"),
        ({"size": 0.7}, "further"),
        ({"size": 0.8, "right": 30}, "further"),
        ({"size": 1.3}, "nearer"),
        ({"turned": 10}, "tilted"),
        ({"turned": -7}, "tilted"),
    ],
)
def test_what_makes_it_hard_to_compare_is_remarked_on_for_each_tone(
    tone: str, values: dict[str, Any], remark: str
) -> None:
    assert remark in remarks_of(pictured(face(tone=tone, **values)), pictured(face(tone=tone)))


@pytest.mark.parametrize("size", [0.93, 1.07])
def test_a_little_nearer_or_further_is_nothing(size: float) -> None:
    assert remarks_of(pictured(face(size=size)), pictured(face())) == []


@pytest.mark.parametrize("values", [{"turned": 3}, {"turned": -3}, {"size": 0.95, "right": 40}, {"right": 60}])
def test_a_little_tilt_and_another_place_are_no_tilt(values: dict[str, Any]) -> None:
    assert remarks_of(pictured(face(**values)), pictured(face())) == []


def test_a_turned_picture_has_to_be_turned_back() -> None:
    assert (tilt(pictured(face(turned=8)), pictured(face())), tilt(pictured(face(turned=-8)), pictured(face()))) == (
        -8,
        8,
    )


def test_two_pictures_of_different_things_tell_nothing_of_the_tilt() -> None:
    wood = Image.effect_noise((WIDTH, HEIGHT), 90).convert("RGB")
    assert tilt(pictured(wood), pictured(face())) == 0


def test_too_much_light_is_remarked_on_and_other_light_than_last_time() -> None:
    assert remarks_of(pictured(face(light=1.6)), None) == ["bright"]
    assert remarks_of(pictured(face(light=0.6)), pictured(face())) == ["light"]


def test_before_a_dark_wall_dark_skin_is_not_called_dark() -> None:
    assert remarks_of(pictured(face(tone="black", wall="#22262a")), None) == []


def test_two_pictures_of_different_things_tell_nothing_of_the_distance() -> None:
    wood = Image.effect_noise((WIDTH, HEIGHT), 90).convert("RGB")
    assert enlargement(pictured(wood), pictured(face())) == 1


def test_what_was_covered_says_nothing_of_light_sharpness_or_distance() -> None:
    plain = pictured(face())
    assert remarks_of(pictured(covered(face())), plain) == []
    assert remarks_of(pictured(covered(face(size=0.7))), plain) == []
    assert remarks_of(pictured(covered(face(light=0.2))), plain) == ["dark"]
    assert remarks_of(pictured(Image.new("RGB", (WIDTH, HEIGHT), RULES.cover)), plain) == []
