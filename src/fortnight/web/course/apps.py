"""The app's name for Django."""

from django.apps import AppConfig


class CourseConfig(AppConfig):
    """The app `course`."""

    name = "fortnight.web.course"
    label = "course"

    def ready(self) -> None:
        """Tell what the app holds of a person, and what is to be done before a session on Today."""
        from fortnight.web.accounts.holdings import Holding, hold
        from fortnight.web.course.queries import all_preparations

        hold(Holding(name="preparations", download=all_preparations))
