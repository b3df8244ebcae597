"""Drawn faces, as a telephone would photograph them: near or far, sharp or blurred, light or dark, of any tone."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter

TONES = {"light": "#f0c9ac", "olive": "#c68f63", "brown": "#7c4a2c", "black": "#3b241a"}
WIDTH, HEIGHT = 900, 1200


def face(
    *,
    tone: str = "light",
    size: float = 1.0,
    blur: float = 0,
    light: float = 1.0,
    right: int = 0,
    turned: int = 0,
    wall: str = "#cfd4cf",
) -> Image.Image:
    """A face before a wall. `size` 0.7: further away; `light` 0.2: in a dark room; `right`: moved by pixels.

    `turned`: tilted clockwise by degrees.
    """
    image = Image.new("RGB", (WIDTH, HEIGHT), wall)
    draw = ImageDraw.Draw(image)
    middle, top = WIDTH / 2 + right, HEIGHT * 0.48

    def oval(x: float, y: float, wide: float, high: float, fill: str) -> None:
        place = (
            middle + (x - wide) * size,
            top + (y - high) * size,
            middle + (x + wide) * size,
            top + (y + high) * size,
        )
        draw.ellipse(place, fill=fill)

    oval(0, -70, 300, 380, "#2a1c16")
    oval(0, 520, 420, 200, "#4a5a6a")
    oval(0, 0, 250, 330, TONES[tone])
    for side in (-1, 1):
        oval(side * 105, -70, 52, 24, "#f7f3ee")
        oval(side * 105, -70, 22, 22, "#20140f")
        oval(side * 105, -130, 62, 10, "#2a1c16")
        oval(side * 28, 90, 12, 9, "#6b3a2c")
    oval(0, 180, 85, 24, "#9c4a45")
    for spot in range(40):
        oval((spot * 137) % 320 - 160, (spot * 89) % 380 - 150, 4, 4, "#8a5a48")
    if turned:
        image = image.rotate(-turned, Image.Resampling.BICUBIC, fillcolor=wall)
    if blur:
        image = image.filter(ImageFilter.GaussianBlur(blur))
    return ImageEnhance.Brightness(image).enhance(light)


def jpeg(image: Image.Image) -> bytes:
    """It as a telephone sends it, with the place and the camera in it."""
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "A telephone"
    exif.get_ifd(0x8825)[1] = "N"
    image.save(out, "JPEG", quality=92, exif=exif)
    return out.getvalue()


def photo(image: Image.Image | None = None) -> SimpleUploadedFile:
    """A file of a form."""
    return SimpleUploadedFile("face.jpg", jpeg(image or face()), content_type="image/jpeg")
