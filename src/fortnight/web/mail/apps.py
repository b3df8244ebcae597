"""The app's name for Django."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    """The app `mail`."""

    name = "fortnight.web.mail"
    label = "mail"

    def ready(self) -> None:
        """Register what the app holds of a person, and listen for changes to accounts and conversations."""
        from fortnight.web.accounts.account_changes import account_changed
        from fortnight.web.accounts.holdings import Holding, hold
        from fortnight.web.chat import hooks
        from fortnight.web.mail.incoming.strangers import forget
        from fortnight.web.mail.incoming.summaries import held_of, mail_details
        from fortnight.web.mail.outgoing.account import write
        from fortnight.web.mail.outgoing.outbox import announce
        from fortnight.web.mail.outgoing.states import letter_states
        from fortnight.web.mail.queries import reach, told_of

        account_changed.join(write)
        hooks.message_stored.join(announce)
        hooks.mail_details.join(mail_details)
        hooks.letter_states.join(letter_states)
        hooks.reach.join(reach)
        hold(Holding(name="mail", download=told_of))
        hold(Holding(name="received mail", download=held_of, erase=forget))
