"""The app's name for Django."""

from django.apps import AppConfig


class RoutineConfig(AppConfig):
    """The app `routine`."""

    name = "fortnight.web.routine"
    label = "routine"

    def ready(self) -> None:
        """Tell what the app holds of a person, and hear of what changes on their shelf."""
        from fortnight.web.accounts.holdings import Holding, hold
        from fortnight.web.routine.changes import mark_stale
        from fortnight.web.routine.queries import all_routines
        from fortnight.web.shelf.hooks import shelf_changed

        hold(Holding(name="routines", download=all_routines))
        shelf_changed.join(mark_stale)
