"""The app's name for Django."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """The app `journal`."""

    name = "fortnight.web.journal"
    label = "journal"

    def ready(self) -> None:
        """Tell what the app holds of a person."""
        from fortnight.web.accounts.holdings import Holding, hold
        from fortnight.web.journal.queries import all_ticks

        hold(Holding(name="ticks", download=all_ticks))
