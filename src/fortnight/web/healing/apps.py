"""The app's name for Django."""

from django.apps import AppConfig


class HealingConfig(AppConfig):
    """The app `healing`."""

    name = "fortnight.web.healing"
    label = "healing"

    def ready(self) -> None:
        """Tell what the app holds of a person."""
        from fortnight.web.accounts.holdings import Holding, hold
        from fortnight.web.healing.queries import told_of

        hold(Holding(name="alarms", download=told_of))
