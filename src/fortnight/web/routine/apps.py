"""The app's name for Django."""

from django.apps import AppConfig


class RoutineConfig(AppConfig):
    """The app `routine`."""

    name = "fortnight.web.routine"
    label = "routine"

    def ready(self) -> None:
        """Tell what the app holds of a person."""
        from fortnight.web.accounts.holdings import Holding, hold
        from fortnight.web.routine.queries import all_routines

        hold(Holding(name="routines", download=all_routines))
