"""Regular expressions that are compiled when they are first asked, so that importing the core stays cheap."""

import re
from typing import cast


class _Lazy:
    """Stands for a pattern; each of its methods is the pattern's own from the first use on."""

    def __init__(self, expression: str, flags: int) -> None:
        self.expression = expression
        self.flags = flags

    def __getattr__(self, name: str) -> object:
        """The pattern's attribute, kept from now on."""
        value: object = getattr(re.compile(self.expression, self.flags), name)
        setattr(self, name, value)
        return value


def pattern(expression: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern of a regular expression, compiled at its first use (and then by `re` only once).

    >>> bool(pattern("a+").fullmatch("aaa"))
    True
    """
    return cast(re.Pattern[str], _Lazy(expression, flags))
