"""The app's name for Django."""

from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    """The app `activities`."""

    name = "fortnight.web.activities"
    label = "activities"
