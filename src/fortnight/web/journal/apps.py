"""The app's name for Django."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """The app `journal`."""

    name = "fortnight.web.journal"
    label = "journal"
