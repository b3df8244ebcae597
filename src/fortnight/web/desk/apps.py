"""The app's name for Django."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The app `desk`."""

    name = "fortnight.web.desk"
    label = "desk"

    def ready(self) -> None:
        """Tell what the app holds of a person."""
        from fortnight.web.accounts.holdings import Holding, hold
        from fortnight.web.desk.queries import noted_about

        hold(Holding(name="desk", download=noted_about))
