"""The app's name for Django."""

from django.apps import AppConfig


class ClinicConfig(AppConfig):
    """The app `clinic`."""

    name = "fortnight.web.clinic"
    label = "clinic"

    def ready(self) -> None:
        """Tell what the app holds of a person, and hear of messages and of signs told in them."""
        from fortnight.web.accounts.holdings import Holding, hold
        from fortnight.web.chat.hooks import message_stored, signs_told
        from fortnight.web.clinic.facts import keep_facts
        from fortnight.web.clinic.jobs import ring_soon
        from fortnight.web.clinic.queries import everything_counted

        hold(Holding(name="counted", download=everything_counted))
        message_stored.join(keep_facts)
        signs_told.join(ring_soon)
