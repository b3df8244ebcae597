"""Changes to how an account is opened, as its user is told of them: which one, in which browser, at which addresses.

Mail is written higher up: whoever sends it registers here, and hears of each change once, after it was made.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from fortnight.web.accounts.browser import Browser
from fortnight.web.accounts.models import User


class Change(StrEnum):
    """What was changed. `EMAIL_ADDED`: a further address signs in; `EMAIL_CHANGED`: another one is written to."""

    PASSKEY_ADDED = "passkey added"
    PASSKEY_REMOVED = "passkey removed"
    APP_ADDED = "app added"
    APP_REMOVED = "app removed"
    CODES_MADE = "codes made"
    EMAIL_ADDED = "email added"
    EMAIL_CHANGED = "email changed"
    EMAIL_REMOVED = "email removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountChange:
    """One change. `address` is the e-mail address it is about, or empty; `addresses` are those to tell, old ones too.

    `browser` is where it was made.
    """

    user: User
    change: Change
    browser: Browser
    addresses: tuple[str, ...]
    address: str = ""


_LISTENERS: list[Callable[[AccountChange], object]] = []


def listen(listener: Callable[[AccountChange], object]) -> None:
    """Have a listener called with every change; a listener that is known already is called once."""
    if listener not in _LISTENERS:
        _LISTENERS.append(listener)


def announce(change: AccountChange) -> None:
    """Tell every listener of a change."""
    for listener in _LISTENERS:
        listener(change)
