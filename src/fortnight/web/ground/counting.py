"""Counting against the limits: how often within an hour or a day in the cache, how many in all by who asks.

Whoever is counted stands in the cache as a hash. A count that is lost with its process (SQLite, one process) begins
anew, which lets somebody send more once.
"""

import hashlib
import time

from django.core.cache import cache
from django.core.exceptions import PermissionDenied

from fortnight.web.ground.limits import Limit


class LimitReachedError(PermissionDenied):
    """Somebody has reached a limit; nothing was written. The pages say which in words, with the status 429."""

    def __init__(self, limit: Limit) -> None:
        super().__init__(limit.name)
        self.limit = limit


def count(limit: Limit, who: str) -> None:
    """Count one more of somebody. Raises: LimitReachedError where that is one too many."""
    if not counted(limit, who):
        raise LimitReachedError(limit)


def counted(limit: Limit, who: str) -> bool:
    """Count one more of somebody; whether it is within the limit."""
    period = int(time.time()) // limit.seconds
    key = f"limit:{limit.name}:{period}:{hashlib.sha256(who.encode()).hexdigest()[:32]}"
    if cache.add(key, 1, limit.seconds):
        return limit.most >= 1
    try:
        return int(cache.incr(key)) <= limit.most
    except ValueError:
        # It ran out between the two.
        return True


def hold(limit: Limit, number: int) -> None:
    """Hold somebody to a limit in all, of which they have so many. Raises: LimitReachedError where it is reached."""
    if number >= limit.most:
        raise LimitReachedError(limit)
