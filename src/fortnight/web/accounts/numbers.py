"""Numbers in an address: only the ten digits, and no more of them than a column holds."""

_MOST_DIGITS = 9


def whole_number(text: str, otherwise: int = 0) -> int:
    """The number in a text, or `otherwise` where it is no number; `str.isdigit` would let "²" through.

    >>> whole_number("12"), whole_number("²"), whole_number("1" * 40, 7), whole_number("-1", 7)
    (12, 0, 7, 7)
    """
    plain = text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS
    return int(text) if plain else otherwise
