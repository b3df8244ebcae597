"""What the worker does with photos by itself: taking up what was cut off, forgetting what was left.

Reading one is `actions.read`; it is a job too, and stands in the queue by the time this module has been imported.
"""

from django.utils import timezone
from huey import crontab

from fortnight.web.photos import actions
from fortnight.web.photos.reading.process import reader
from fortnight.web.project.queue import connected, queue


@queue.periodic_task(crontab(minute="*/10"))
def _now_and_then() -> None:
    with connected():
        actions.forget(timezone.now())


@queue.on_startup()
def _take_up() -> None:
    with connected():
        actions.resume()


@queue.on_shutdown()
def _leave() -> None:
    reader.stop()
