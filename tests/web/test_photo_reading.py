"""Photos are really read, by one process for all tests; what cannot be read is said to be so."""

import struct
import time
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from fortnight.labels.model import Trait
from fortnight.labels.read import read_label
from fortnight.web.photos.joining import joined
from fortnight.web.photos.reading.lines import blocks
from fortnight.web.photos.reading.model import Box, PhotoRefusal, PhotoTrouble
from fortnight.web.photos.reading.process import Reader, ReadingFailedError, prepare
from tests.web import label_pictures as pictures


@pytest.fixture(scope="session")
def reader() -> Iterator[Reader]:
    running = Reader()
    yield running
    running.stop()


@pytest.mark.parametrize(
    "photo",
    [
        pytest.param(pictures.tilted(pictures.label(), 5), id="held askew"),
        pytest.param(pictures.label().transpose(Image.Transpose.ROTATE_90), id="on its side"),
        pytest.param(pictures.bent(pictures.label(), 90), id="on a bottle"),
    ],
)
def test_a_label_is_read_name_by_name(reader: Reader, photo: Image.Image, tmp_path: Path) -> None:
    reading = reader.label(pictures.stored(photo, tmp_path))
    label = read_label(joined(reading.blocks))
    read = {item.inci for item in label.items}
    right = [name for name in pictures.NAMES if name in read]
    assert reading.trouble is None
    assert len(right) >= len(pictures.NAMES) - 1, joined(reading.blocks)
    assert [item.inci for item in label.traits[Trait.RETINOID]] == ["Retinol"]


@pytest.mark.parametrize("depth", [20, 40])
def test_lines_that_sag_a_little_keep_the_order_of_the_label(reader: Reader, depth: int, tmp_path: Path) -> None:
    flat = pictures.label(size=20, wide=70, leading=1.2, names=pictures.LONG)
    label = read_label(joined(reader.label(pictures.stored(pictures.bent(flat, depth), tmp_path)).blocks))
    places = [pictures.LONG.index(item.inci) for item in label.items if item.inci in pictures.LONG]
    assert places == sorted(places)
    assert len(places) >= len(pictures.LONG) - 3


@pytest.mark.parametrize(
    ("photo", "trouble"),
    [
        (pictures.blurred(pictures.label(), 8), PhotoTrouble.BLURRED),
        (pictures.darkened(pictures.label(), 0.01), PhotoTrouble.DARK),
        (Image.new("RGB", (900, 740), "#b0a08c"), PhotoTrouble.NO_TEXT),
    ],
)
def test_a_photo_that_cannot_be_read_says_why(
    reader: Reader, photo: Image.Image, trouble: PhotoTrouble, tmp_path: Path
) -> None:
    reading = reader.label(pictures.stored(photo, tmp_path))
    assert (reading.trouble, reading.blocks) == (trouble, ())


def test_a_photo_on_its_side_is_kept_upright(reader: Reader, tmp_path: Path) -> None:
    path = pictures.stored(pictures.label().transpose(Image.Transpose.ROTATE_270), tmp_path)
    assert _size(path) == (740, 832)
    assert reader.label(path).turned == 270
    assert _size(path) == (832, 740)


def _size(path: Path) -> tuple[int, int]:
    with Image.open(path) as picture:
        return picture.size


@pytest.mark.parametrize(
    "photo",
    [
        pytest.param(pictures.barcode(), id="level"),
        pytest.param(pictures.tilted(pictures.barcode(), 40), id="held askew"),
        pytest.param(pictures.blurred(pictures.tilted(pictures.barcode(), 12), 2), id="a little blurred"),
    ],
)
def test_a_barcode_is_read(reader: Reader, photo: Image.Image, tmp_path: Path) -> None:
    assert reader.barcode(pictures.stored(photo, tmp_path)) == pictures.NUMBER


def test_a_barcode_that_begins_with_nought_has_thirteen_digits(reader: Reader, tmp_path: Path) -> None:
    number = "0036000291452"
    assert reader.barcode(pictures.stored(pictures.barcode(number), tmp_path)) == number


def test_a_label_has_no_barcode(reader: Reader, tmp_path: Path) -> None:
    assert reader.barcode(pictures.stored(pictures.label(), tmp_path)) == ""


def test_a_file_that_is_no_picture_fails_and_the_process_lives_on(reader: Reader, tmp_path: Path) -> None:
    broken = tmp_path / "photo.jpg"
    broken.write_text("nothing to see")
    with pytest.raises(ReadingFailedError):
        reader.barcode(broken)
    assert reader.runs


def test_the_process_leaves_when_idle_and_comes_back_when_asked(tmp_path: Path) -> None:
    path = pictures.stored(pictures.barcode(), tmp_path)
    idle_reader = Reader(idle_seconds=0.1)
    try:
        assert idle_reader.barcode(path) == pictures.NUMBER
        until = time.monotonic() + 5
        while idle_reader.runs and time.monotonic() < until:
            time.sleep(0.02)
        assert not idle_reader.runs
        assert idle_reader.barcode(path) == pictures.NUMBER
    finally:
        idle_reader.stop()


def test_a_process_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    slow_reader = Reader(patience_seconds=0.001)
    with pytest.raises(ReadingFailedError, match="too long"):
        slow_reader.barcode(pictures.stored(pictures.barcode(), tmp_path))
    assert not slow_reader.runs


def _png_of(width: int, height: int) -> bytes:
    """A PNG whose header promises more pixels than there are."""
    small = pictures.saved(Image.new("L", (200, 200)), "PNG")
    header = b"IHDR" + struct.pack(">II", width, height) + small[24:29]
    return small[:12] + header + struct.pack(">I", zlib.crc32(header)) + small[33:]


def _moving() -> bytes:
    frames = [Image.new("RGB", (200, 200), colour) for colour in ("red", "blue")]
    return pictures.saved(frames[0], "WEBP", save_all=True, append_images=frames[1:])


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", PhotoRefusal.EMPTY),
        (b"\xff" * (12 * 1024 * 1024 + 1), PhotoRefusal.TOO_LARGE),
        (b"<script>alert(1)</script>" * 40, PhotoRefusal.NO_PICTURE),
        (b"GIF89a" + bytes(400), PhotoRefusal.NO_PICTURE),
        (b"\x00\x00\x00\x18ftypheic" + bytes(400), PhotoRefusal.HEIC),
        (_png_of(30_000, 30_000), PhotoRefusal.TOO_MANY_PIXELS),
        (_png_of(4_000, 4_000), PhotoRefusal.BROKEN),
        (pictures.saved(pictures.label())[:9_000], PhotoRefusal.BROKEN),
        (pictures.saved(Image.new("RGB", (60, 60))), PhotoRefusal.TOO_SMALL),
        (_moving(), PhotoRefusal.MOVING),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_is_no_photo_is_refused(data: bytes, refusal: PhotoRefusal) -> None:
    assert prepare(data) is refusal


def test_a_photo_comes_out_upright_small_and_without_what_the_camera_wrote() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Somebody's camera"
    exif.get_ifd(0x8825)[1] = "N"
    clean = prepare(pictures.saved(Image.new("RGB", (4000, 3000), "white"), exif=exif))
    assert isinstance(clean, bytes)
    assert b"Someone" not in clean
    picture = Image.open(BytesIO(clean))
    assert (picture.size, dict(picture.getexif())) == ((1800, 2400), {})


def test_a_picture_with_holes_gets_white_paper_behind_it() -> None:
    clean = prepare(pictures.saved(Image.new("RGBA", (200, 200), (0, 0, 0, 0)), "PNG"))
    assert isinstance(clean, bytes)
    assert Image.open(BytesIO(clean)).getpixel((100, 100)) == (255, 255, 255)


def _box(text: str, x: float, y: float, width: float = 200) -> Box:
    return Box(text, 1.0, ((x, y), (x + width, y), (x + width, y + 20), (x, y + 20)))


def test_columns_are_read_one_after_the_other_and_a_title_before_them() -> None:
    page = [
        _box("right one", 300, 100),
        _box("left one", 0, 102),
        _box("A title over both", 0, 10, 500),
        _box("left two", 0, 130),
        _box("right two", 300, 128),
    ]
    assert blocks(page) == (("A title over both",), ("left one", "left two"), ("right one", "right two"))


def test_pieces_of_one_line_are_put_side_by_side() -> None:
    page = [_box("Glycerin,", 110, 3, 90), _box("Aqua,", 0, 0, 100), _box("Panthenol", 0, 30)]
    assert blocks(page) == (("Aqua, Glycerin,", "Panthenol"),)


def test_words_parted_at_the_end_of_a_line_are_whole_again() -> None:
    lines = ("Aqua, Caprylic/Capric Tri-", "glyceride, PEG-", "40 Hydrogenated Castor Oil, Sodium/", "Water")
    assert joined([lines]) == "Aqua, Caprylic/Capric Triglyceride, PEG-40 Hydrogenated Castor Oil, Sodium/Water"
