"""Tags: free words to sort conversations by, written in one way, a few of them suggested."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SUGGESTED: tuple[Promise, ...] = (
    _("retinol"),
    _("sunscreen"),
    _("make-up"),
    _("redness"),
    _("breakout"),
    _("booking"),
)
MOST = 8
LONGEST = 30


def normalised(text: str) -> tuple[str, ...]:
    """The tags of a text, separated by commas: in lower case, one space between words, each once.

    >>> normalised("#Retinol,  Sun   Burn, retinol,")
    ('retinol', 'sun burn')
    """
    words = (" ".join(part.replace("|", " ").replace("#", " ").casefold().split()) for part in text.split(","))
    return tuple(dict.fromkeys(word for word in words if word))


def kept(tags: Iterable[str]) -> str:
    """Tags as a conversation keeps them.

    >>> kept(("retinol", "sun")), kept(())
    ('|retinol|sun|', '')
    """
    joined = "|".join(tags)
    return f"|{joined}|" if joined else ""
