"""Letters without their accents, each at its own place, so that what stands in such a text stands there in the text."""

import unicodedata


class _Letters(dict[int, str]):
    """Each letter without its accent, as one letter; made when it is first asked for."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        self[code] = _SIGNS.get(sign) or unicodedata.normalize("NFKD", sign)[:1]
        return self[code]


_SIGNS = {"ł": "l", "℮": "e"}
_letters = _Letters()


def without_accents(work: str) -> str:
    """Small letters without accents, each at its own place."""
    lower = work.lower()
    if lower.isascii():
        return lower
    return (lower if len(lower) == len(work) else work).translate(_letters)
