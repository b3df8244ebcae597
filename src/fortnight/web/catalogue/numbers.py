"""Numbers of barcodes: EAN-13, UPC-A and EAN-8 as one kind of number with thirteen digits and a check digit.

A check digit shows a slip, it does not prove a number: what was read is shown to the person before it is used.
"""

import re

_LENGTHS = (8, 12, 13)
_BETWEEN = re.compile(r"[\s\-‐-―.]+")


def barcode(text: str) -> str | None:
    """The thirteen digits of a barcode as it was typed or read, or None where they cannot be right.

    >>> barcode("0 36000 29145 2"), barcode("4006381333931"), barcode("4006381333932")
    ('0036000291452', '4006381333931', None)
    """
    digits = _BETWEEN.sub("", text)
    if len(digits) == 14 and digits.startswith("0"):
        digits = digits[1:]
    if len(digits) not in _LENGTHS or not digits.isascii() or not digits.isdigit():
        return None
    whole = digits.zfill(13)
    return whole if whole.strip("0") and check_digit(whole[:12]) == int(whole[12]) else None


def check_digit(twelve: str) -> int:
    """The thirteenth digit that belongs to twelve.

    >>> check_digit("400638133393")
    1
    """
    return -(sum(map(int, twelve[::2])) + 3 * sum(map(int, twelve[1::2]))) % 10


def grouped(number: str) -> str:
    """A number as it stands under the bars, in groups, for reading aloud and comparing.

    >>> grouped("4006381333931")
    '4 006381 333931'
    """
    return f"{number[0]} {number[1:7]} {number[7:]}"
