"""Labels and barcodes as the tests photograph them: drawn here, then tilted, bent, blurred or darkened."""

import textwrap
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

NAMES = [
    "Aqua",
    "Glycerin",
    "Caprylic/Capric Triglyceride",
    "Cetearyl Alcohol",
    "Niacinamide",
    "Sodium Hyaluronate",
    "PEG-40 Hydrogenated Castor Oil",
    "Tocopheryl Acetate",
    "Panthenol",
    "Retinol",
    "Phenoxyethanol",
    "Citric Acid",
    "Limonene",
]
LONG = [
    *NAMES,
    "Squalane",
    "Betaine",
    "Propanediol",
    "Dimethicone",
    "Allantoin",
    "Xanthan Gum",
    "Carbomer",
    "Tocopherol",
    "Caprylyl Glycol",
    "Sodium PCA",
    "Trehalose",
    "Linalool",
    "Citral",
    "Geraniol",
    "Disodium EDTA",
]
NUMBER = "4006381333931"
_LEFT = ["0001101", "0011001", "0010011", "0111101", "0100011", "0110001", "0101111", "0111011", "0110111", "0001011"]
_PARITY = ["LLLLLL", "LLGLGG", "LLGGLG", "LLGGGL", "LGLLGG", "LGGLLG", "LGGGLL", "LGLGLG", "LGLGGL", "LGGLGL"]


def label(*, size: int = 26, wide: int = 44, leading: float = 1.5, names: Sequence[str] = NAMES) -> Image.Image:
    """A sharp, level label: a product's name, and its list in capitals, `wide` characters a line."""
    text = "INGREDIENTS: " + ", ".join(names).upper()
    lines = ["Quiet Cream", "", *(line.replace(", ", ",   ") for line in textwrap.wrap(text, wide))]
    picture = Image.new("RGB", (max(32, wide * 7 // 10) * size, max(740, size * 2 * len(lines) + 120)), "#f4f1ea")
    pen, font = ImageDraw.Draw(picture), ImageFont.load_default(size)
    for place, line in enumerate(lines):
        pen.text((60, 60 + place * size * leading), line, fill="#2b2420", font=font)
    return picture


def tilted(picture: Image.Image, degrees: float) -> Image.Image:
    """The picture held askew over a table."""
    return picture.rotate(degrees, expand=True, fillcolor="#b0a08c", resample=Image.Resampling.BICUBIC)


def bent(picture: Image.Image, depth: int) -> Image.Image:
    """The picture on a bottle: its lines sag by `depth` pixels in the middle."""
    out = Image.new("RGB", (picture.width, picture.height + depth), "#f4f1ea")
    half = picture.width / 2
    for x in range(picture.width):
        sunk = int(depth * (1 - ((x - half) / half) ** 2))
        out.paste(picture.crop((x, 0, x + 1, picture.height)), (x, sunk))
    return out


def blurred(picture: Image.Image, radius: float) -> Image.Image:
    """The picture out of focus."""
    return picture.filter(ImageFilter.GaussianBlur(radius))


def darkened(picture: Image.Image, share: float) -> Image.Image:
    """The picture with little light, and with the noise that a camera adds to it."""
    dark = picture.point([int(value * share) for value in range(256)] * 3)
    noise = Image.effect_noise(picture.size, 6).point([max(0, value - 128) for value in range(256)])
    return ImageChops.add(dark, Image.merge("RGB", (noise,) * 3))


def barcode(number: str = NUMBER, *, module: int = 4) -> Image.Image:
    """An EAN-13 barcode with its quiet zones, on white."""
    left = "".join(
        code if side == "L" else "".join("10"[int(bit)] for bit in reversed(code))
        for side, code in zip(_PARITY[int(number[0])], (_LEFT[int(digit)] for digit in number[1:7]), strict=True)
    )
    right = "".join("".join("10"[int(bit)] for bit in _LEFT[int(digit)]) for digit in number[7:])
    bars = f"101{left}01010{right}101"
    picture = Image.new("RGB", ((len(bars) + 30) * module, 120 * module), "white")
    pen = ImageDraw.Draw(picture)
    for place, bar in enumerate(bars):
        if bar == "1":
            x = (place + 15) * module
            pen.rectangle((x, 20 * module, x + module - 1, 100 * module), fill="black")
    return picture


def saved(picture: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    """The picture as a file's bytes."""
    out = BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def stored(picture: Image.Image, folder: Path) -> Path:
    """The picture as a file in a folder."""
    path = folder / "photo.jpg"
    path.write_bytes(saved(picture, quality=88))
    return path
