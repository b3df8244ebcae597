"""Numbers as they stand in an address: only the ten digits, and not more of them than a column holds."""

_MOST_DIGITS = 9


def whole_number(said: str, otherwise: int = 0) -> int:
    """The number that a text is, or another where it is none; `str.isdigit` would let "²" through.

    >>> whole_number("12"), whole_number("²"), whole_number("1" * 40, 7), whole_number("-1", 7)
    (12, 0, 7, 7)
    """
    plain = said.isascii() and said.isdecimal() and len(said) <= _MOST_DIGITS
    return int(said) if plain else otherwise
