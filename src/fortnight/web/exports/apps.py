"""The app's name for Django."""

from django.apps import AppConfig


class ExportsConfig(AppConfig):
    """The app `exports`."""

    name = "fortnight.web.exports"
    label = "exports"

    def ready(self) -> None:
        """Tell what the app holds of a person."""
        from fortnight.web.accounts.holdings import Holding, hold
        from fortnight.web.exports.queries import feed_told

        hold(Holding(name="calendar", download=feed_told))
