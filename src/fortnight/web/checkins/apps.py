"""The app's name for Django."""

from django.apps import AppConfig


class CheckinsConfig(AppConfig):
    """The app `checkins`."""

    name = "fortnight.web.checkins"
    label = "checkins"

    def ready(self) -> None:
        """Tell what the app holds of a person, and what of it can go along with a message, what the plan says."""
        from fortnight.web.accounts.holdings import Holding, hold
        from fortnight.web.answers.along import CardSource, offer
        from fortnight.web.checkins.cards import kept_from, message_card, signs_of
        from fortnight.web.checkins.queries import all_checkins, planned_words, stopped_things
        from fortnight.web.checkins.remembered import caution_words
        from fortnight.web.shelf.hooks import cautioned, planned, stopped

        planned.join(planned_words)
        stopped.join(stopped_things)
        cautioned.join(caution_words)
        hold(Holding(name="checkins", download=all_checkins))
        offer("checkin", CardSource(kept=kept_from, shown=message_card, signs=signs_of))
