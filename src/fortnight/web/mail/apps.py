"""The app's name for Django."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    """The app `mail`."""

    name = "fortnight.web.mail"
    label = "mail"

    def ready(self) -> None:
        """Tell what the app holds of a person, and hear of changes to accounts."""
        from fortnight.web.accounts.account_changes import listen
        from fortnight.web.accounts.holdings import Holding, hold
        from fortnight.web.mail.account import write
        from fortnight.web.mail.queries import told_of
        from fortnight.web.mail.shown import held_of
        from fortnight.web.mail.strangers import forget

        listen(write)
        hold(Holding(name="mail", download=told_of))
        hold(Holding(name="received mail", download=held_of, erase=forget))
