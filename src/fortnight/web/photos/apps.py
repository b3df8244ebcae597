"""The app's name for Django."""

from django.apps import AppConfig


class PhotosConfig(AppConfig):
    """The app `photos`."""

    name = "fortnight.web.photos"
    label = "photos"

    def ready(self) -> None:
        """Tell what the app holds of a person."""
        from fortnight.web.accounts.holdings import Holding, hold
        from fortnight.web.photos import actions, queries

        hold(Holding(name="photos", download=queries.all_photos, erase=actions.remove_all))
