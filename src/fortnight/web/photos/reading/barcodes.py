"""A barcode on a picture: EAN-13 and UPC-A only, since every further kind brings false readings with it.

The quick reader is asked first, then OpenCV's, which bears tilt and blur better, then the quick one again on the
picture turned, sharpened and softened. Every answer has to have a right check digit; it is still no proof.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cv2
import zxingcpp

from fortnight.web.catalogue.numbers import barcode

_KINDS = zxingcpp.BarcodeFormats((zxingcpp.BarcodeFormat.EAN13, zxingcpp.BarcodeFormat.UPCA))
_ANGLES = (0, 30, 60, 90, 120, 150)


def read_barcode(path: Path) -> str | None:
    """The 13 digits of the barcode in a picture, or None. Raises: ValueError for a file that is no picture."""
    picture = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)
    if picture is None:
        raise ValueError("no picture")
    return (
        _quick(picture)
        or _patient(picture)
        or next((number for way in _ways(picture) if (number := _quick(way))), None)
    )


def _quick(picture: Any) -> str | None:
    numbers = (barcode(result.text) for result in zxingcpp.read_barcodes(picture, formats=_KINDS))
    return next((number for number in numbers if number), None)


def _patient(picture: Any) -> str | None:
    _, texts, _, _ = cv2.barcode.BarcodeDetector().detectAndDecodeWithType(picture)
    return next((number for text in texts or () if (number := barcode(text))), None)


def _ways(picture: Any) -> Iterator[Any]:
    """The same picture in other ways: sharpened, softened, enlarged; each of them at several angles."""
    soft = cv2.GaussianBlur(picture, (0, 0), 2)
    sharp = cv2.addWeighted(picture, 2.0, soft, -1.0, 0)
    for angle in _ANGLES:
        for way in (sharp, cv2.GaussianBlur(picture, (0, 0), 1)):
            yield _turned(way, angle)


def _turned(picture: Any, angle: int) -> Any:
    if not angle:
        return picture
    high, wide = picture.shape
    matrix = cv2.getRotationMatrix2D((wide / 2, high / 2), angle, 1)
    side = int((high**2 + wide**2) ** 0.5)
    matrix[0, 2] += (side - wide) / 2
    matrix[1, 2] += (side - high) / 2
    return cv2.warpAffine(picture, matrix, (side, side), borderValue=255)
