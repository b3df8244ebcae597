"""Numbers and lengths as the reader's language writes them: "0.5 mm" in English, "0,5 mm" in Spanish."""

from decimal import Decimal

from babel.numbers import format_decimal

from fortnight.web.words.dates import locale_of_reader

_ODD = Decimal(10) ** 9
"""What is larger was typed by somebody who tries us, and is given back as it is."""


def said_decimal(number: Decimal | float, places: int | None = None) -> str:
    """A number with the decimal mark of the language; with so many places, or with those that it needs."""
    value = Decimal(str(number)) if places is None else round(Decimal(str(number)), places)
    if abs(value) >= _ODD:
        return str(number)
    text = "#,##0.###" if places is None else f"#,##0.{'0' * places}"
    return format_decimal(value, text, locale=locale_of_reader())


def said_length(millimetres: Decimal) -> str:
    """The length of needles with its unit."""
    return f"{said_decimal(millimetres)} mm"
