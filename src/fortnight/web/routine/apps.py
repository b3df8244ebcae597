"""The app's name for Django."""

from django.apps import AppConfig


class RoutineConfig(AppConfig):
    """The app `routine`."""

    name = "fortnight.web.routine"
    label = "routine"
