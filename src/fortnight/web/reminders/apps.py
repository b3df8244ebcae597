"""The app's name for Django."""

from django.apps import AppConfig


class RemindersConfig(AppConfig):
    """The app `reminders`."""

    name = "fortnight.web.reminders"
    label = "reminders"

    def ready(self) -> None:
        """Tell what the app holds of a person, write its letters, and stand on Today."""
        from fortnight.web.accounts.holdings import Holding, hold
        from fortnight.web.chat.hooks import message_stored
        from fortnight.web.journal.hooks import reminder_line
        from fortnight.web.mail.hooks import letter_mail, letter_unwanted
        from fortnight.web.reminders.actions import answer_came, end_for_letter, plan
        from fortnight.web.reminders.letters import reminder_mail
        from fortnight.web.reminders.queries import reminders_held
        from fortnight.web.reminders.words import today_line

        message_stored.join(answer_came)
        letter_mail.join(reminder_mail)
        letter_unwanted.join(end_for_letter)
        reminder_line.join(today_line)
        hold(Holding(name="reminders", download=reminders_held, refresh=plan))
