"""The app's name for Django."""

from django.apps import AppConfig


class ClinicConfig(AppConfig):
    """The app `clinic`."""

    name = "fortnight.web.clinic"
    label = "clinic"

    def ready(self) -> None:
        """Tell what the app holds of a person."""
        from fortnight.web.accounts.holdings import Holding, hold
        from fortnight.web.clinic.queries import everything_counted

        hold(Holding(name="counted", download=everything_counted))
