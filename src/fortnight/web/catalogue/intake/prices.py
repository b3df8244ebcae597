"""Prices as people and programs write them: the amount in the smallest unit, and the currency.

A lone point or comma with three digits behind it separates thousands, except in a currency with three decimals; with
one or two digits it begins the decimals.
"""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

_SYMBOLS = {
    "€": "EUR", "£": "GBP", "US$": "USD", "A$": "AUD", "C$": "CAD", "NZ$": "NZD", "$": "USD", "¥": "JPY", "₩": "KRW",
    "₹": "INR", "zł": "PLN", "Kč": "CZK", "₺": "TRY", "₪": "ILS", "R$": "BRL", "₫": "VND", "฿": "THB", "₴": "UAH",
}  # fmt: skip
CURRENCIES = frozenset(
    [
        "AED", "ARS", "AUD", "BGN", "BHD", "BRL", "CAD", "CHF", "CLP", "CNY", "COP", "CZK", "DKK", "EGP",
        "EUR", "GBP", "GEL", "HKD", "HUF", "IDR", "ILS", "INR", "ISK", "JOD", "JPY", "KES", "KRW", "KWD",
        "KZT", "MAD", "MDL", "MXN", "MYR", "NGN", "NOK", "NZD", "OMR", "PEN", "PHP", "PKR", "PLN", "QAR",
        "RON", "RSD", "SAR", "SEK", "SGD", "THB", "TND", "TRY", "TWD", "UAH", "USD", "UYU", "VND", "ZAR",
    ]
)  # fmt: skip
_NO_DECIMALS = frozenset({"CLP", "ISK", "JPY", "KRW", "VND"})
_THREE_DECIMALS = frozenset({"BHD", "JOD", "KWD", "OMR", "TND"})
_ABSURD = 100_000
_PLAIN = re.compile(r"\d{1,12}(?:\.\d+)?")
_AMOUNT = re.compile(r"[-−–]?\s?[.,]?\d[\d.,'’\s]*")
_FROM = re.compile(r"\b(?:from|ab|desde|dès|à partir de|a partir de|da|vanaf|od)\b|\d\s*\+", re.IGNORECASE)
_NOTHING = frozenset({"", "-", "–", "—"})


@dataclass(frozen=True, slots=True)
class Price:
    """A price that was read, or the code of what is wrong with it; a `note` is odd and no reason to leave it out."""

    amount: int | None = None
    currency: str = ""
    wrong: str = ""
    note: str = ""


def price_of(text: str, currency: str = "", *, plain: bool = False) -> Price:
    """The price in a text. `currency` is that of the file, where the text names none.

    >>> price_of("€ 24,90"), price_of("1.299,00", "EUR").amount, price_of("n/a", "EUR").wrong
    (Price(amount=2490, currency='EUR', wrong='', note=''), 129900, 'price-none')
    """
    text = text.strip()
    if text in _NOTHING:
        return Price()
    if plain and _PLAIN.fullmatch(text):
        return _counted(Decimal(text), currency, "")
    unit, rest = _unit(text)
    match = _AMOUNT.search(rest)
    if match is None:
        return Price(wrong="price-none")
    value = _value(match[0], decimals_of(unit or currency))
    if value is None or re.search(r"\d", rest[match.end() :]):
        return Price(wrong="price-none")
    return _counted(value, unit or currency, "price-from" if _FROM.search(text) else "")


def code_of(text: str) -> str:
    """The three letters of a currency from them or its sign, or nothing."""
    text = text.strip()
    code = _SYMBOLS.get(text) or text.upper()
    return code if code in CURRENCIES else ""


def decimals_of(currency: str) -> int:
    """How many decimals the prices of a currency have."""
    return 0 if currency in _NO_DECIMALS else 3 if currency in _THREE_DECIMALS else 2


def _unit(text: str) -> tuple[str, str]:
    """The currency that stands in a text, and the text without it."""
    for word in re.findall(r"[A-Za-z]{3}", text):
        if word.upper() in CURRENCIES:
            return word.upper(), text.replace(word, " ", 1)
    for symbol, code in _SYMBOLS.items():
        if symbol in text:
            return code, text.replace(symbol, " ", 1)
    return "", text


def _value(text: str, decimals_used: int) -> Decimal | None:
    sign = -1 if text.lstrip()[0] in "-−–" else 1
    digits = re.sub(r"[\s'’−–-]", "", text).rstrip(".,")
    last = max(digits.rfind("."), digits.rfind(","))
    if last < 0:
        return sign * Decimal(digits)
    point = digits[last]
    decimals = len(digits) - last - 1
    lone = len({".", ","} & set(digits)) == 1 and decimals_used < 3
    thousands = decimals == 3 and (digits.count(point) > 1 or lone)
    if digits.count(point) > 1 and not thousands:
        return None
    whole = re.sub(r"[.,]", "", digits if thousands else digits[:last])
    return sign * Decimal(whole if thousands else f"{whole or 0}.{digits[last + 1 :]}")


def _counted(value: Decimal, currency: str, note: str) -> Price:
    if value < 0:
        return Price(wrong="price-below")
    if value == 0:
        return Price(wrong="price-zero")
    if not currency:
        return Price(wrong="price-bare")
    if value > _ABSURD * (100 if currency in _NO_DECIMALS else 1):
        return Price(wrong="price-absurd")
    smallest = (value * 10 ** decimals_of(currency)).quantize(Decimal(1), ROUND_HALF_UP)
    return Price(amount=int(smallest), currency=currency, note=note)
