"""The countries of the world by their names in the reader's language."""

from collections.abc import Mapping
from functools import cache

from babel import Locale
from django.utils.translation import get_language

# Codes of the language data that are not countries.
_NO_PLACE = frozenset({"EU", "EZ", "UN", "ZZ", "QO", "XA", "XB"})


def countries() -> Mapping[str, str]:
    """Every country by its two letters, in the order of the names."""
    return _countries((get_language() or "en").replace("-", "_"))


@cache
def _countries(locale: str) -> Mapping[str, str]:
    names = Locale.parse(locale).territories
    territories = ((code, name) for code, name in names.items() if len(code) == len("GB") and code.isalpha())
    return dict(sorted(((code, name) for code, name in territories if code not in _NO_PLACE), key=lambda pair: pair[1]))
