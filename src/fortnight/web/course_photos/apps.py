"""The app's name for Django."""

from django.apps import AppConfig


class CoursePhotosConfig(AppConfig):
    """The app `course_photos`."""

    name = "fortnight.web.course_photos"
    label = "course_photos"

    def ready(self) -> None:
        """Tell what the app holds of a person, what of it the clinic's own file has, and which card it brings."""
        from fortnight.web.accounts.holdings import Holding, hold
        from fortnight.web.answers.along import CardSource, offer
        from fortnight.web.course_photos import actions, cards, queries

        hold(
            Holding(
                name="course photos",
                download=queries.all_photos,
                of_clinic=queries.all_shared_photos,
                erase=actions.remove_all,
            )
        )
        offer(cards.KIND, CardSource(kept=cards.nothing, shown=cards.message_card, signs=cards.no_signs))
