"""The app's name for Django."""

from django.apps import AppConfig


class ClientsConfig(AppConfig):
    """The app `clients`."""

    name = "fortnight.web.clients"
    label = "clients"

    def ready(self) -> None:
        """Tell what the app holds of a person."""
        from fortnight.web.accounts.holdings import Holding, hold
        from fortnight.web.clients.queries import invitation_told

        hold(Holding(name="invitation", download=invitation_told))
