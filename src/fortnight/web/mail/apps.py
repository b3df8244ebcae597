"""The app's name for Django."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    """The app `mail`."""

    name = "fortnight.web.mail"
    label = "mail"

    def ready(self) -> None:
        """Tell what the app holds of a person."""
        from fortnight.web.accounts.holdings import Holding, hold
        from fortnight.web.mail.queries import told_of

        hold(Holding(name="mail", download=told_of))
