"""The app's name for Django."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The app `desk`."""

    name = "fortnight.web.desk"
    label = "desk"
