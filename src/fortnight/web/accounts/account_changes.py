"""Changes to how an account is opened, as its user hears of them: which one, in which browser, at which addresses.

Mail is written higher up: whoever sends it joins `account_changed`, and hears of each change after it was made.
"""

from dataclasses import dataclass
from enum import StrEnum

from fortnight.web.accounts.browser import Browser
from fortnight.web.accounts.models import User
from fortnight.web.ground.hooks import Hook


class AccountChangeKind(StrEnum):
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
    change: AccountChangeKind
    browser: Browser
    addresses: tuple[str, ...]
    address: str = ""


account_changed: Hook[[AccountChange], object] = Hook()
"""How an account is opened was changed."""
