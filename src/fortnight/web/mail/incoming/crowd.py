"""How much mail of strangers waits: beyond a limit only the beginning of each is kept, never nothing.

The words of a mail stand at its beginning, so a sign that it tells of is heard and shown all the same.
"""

import datetime as dt

from django.db.models import Sum

from fortnight.web.ground.limits import STRANGERS_BYTES, STRANGERS_MAIL
from fortnight.web.ground.room import SMALL_BYTES
from fortnight.web.mail.models import Received


def is_crowded(row: Received) -> bool:
    """Whether a mail of a stranger is more than is kept whole, by its sender's day or by all that waits."""
    if row.bytes <= SMALL_BYTES:
        return False
    since = row.at - dt.timedelta(seconds=STRANGERS_MAIL.seconds)
    if Received.objects.filter(sender=row.sender, at__gt=since).count() > STRANGERS_MAIL.most:
        return True
    waiting = Received.objects.filter(state=Received.WAITING, whole=True).aggregate(bytes=Sum("bytes"))
    return (waiting["bytes"] or 0) + row.bytes > STRANGERS_BYTES.most
