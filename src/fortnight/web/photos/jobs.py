"""What the worker does with photos by itself: taking up what was cut off, forgetting what was left.

Reading one is `actions.read`; it is a job too, and stands in the queue by the time this module has been imported.
"""

from django.utils import timezone
from huey import crontab

from fortnight.web.ground.queue import connected, queue
from fortnight.web.photos import actions
from fortnight.web.photos.reading.process import reader


def _now_and_then() -> None:
    with connected():
        actions.forget(timezone.now())


def _take_up() -> None:
    with connected():
        actions.resume()


def _leave() -> None:
    reader.stop()


queue.periodic_task(crontab(minute="*/10"))(_now_and_then)
queue.on_startup()(_take_up)
queue.on_shutdown()(_leave)
