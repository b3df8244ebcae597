"""The sessions of the site: Django's own in the database, each with whose it is, in which browser, since when.

So somebody can read where they are signed in and end it there, and all sessions of a user are ended in one statement.
The columns are for reading and ending; what a session may do stands in its signed data as ever. No address is kept.
"""

import datetime as dt
from typing import Any, cast

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db.models import QuerySet
from django.utils import timezone
from typing_extensions import override

from fortnight.web.accounts.models import BrowserSession
from fortnight.web.ground.prepared import prepared

_OF_THE_BROWSER = ("began", "seen", "browser", "system")


@prepared
def _sessions(key: str, now: dt.datetime) -> QuerySet[BrowserSession]:
    return BrowserSession.objects.filter(session_key=key, expire_date__gt=now)


class SessionStore(DatabaseStore):
    """A session whose row tells its user and its browser."""

    row: BrowserSession | None = None
    """The row as it was read or written last, or None before that."""

    @classmethod
    @override
    def get_model_class(cls) -> type[BrowserSession]:
        """The model of the rows."""
        return BrowserSession

    @override
    def load(self) -> dict[str, Any]:
        """What the session holds; nothing, and no key, where there is no such session or it has run out."""
        self.row = _sessions.first(self.session_key, timezone.now()) if self.session_key else None
        if self.row is None:
            self._session_key = None
            return {}
        data: dict[str, Any] = self.decode(self.row.session_data)
        return data

    @override
    def create_model_instance(self, data: dict[str, Any]) -> BrowserSession:
        """The row to write: what was known of the browser stays for as long as the user is the same."""
        row = cast("BrowserSession", super().create_model_instance(data))
        row.user_id = int(data[SESSION_KEY]) if data.get(SESSION_KEY) else None
        before = self.row
        if before and before.user_id == row.user_id:
            for name in _OF_THE_BROWSER:
                setattr(row, name, getattr(before, name))
            # A session that changes its key has two rows for a moment.
            row.public = before.public if before.session_key == row.session_key else row.public
        self.row = row
        return row
