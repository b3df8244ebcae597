"""The app's name for Django."""

from django.apps import AppConfig


class OfflineConfig(AppConfig):
    """The app `offline`."""

    name = "fortnight.web.offline"
    label = "offline"
