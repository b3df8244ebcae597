"""The app's name for Django."""

from django.apps import AppConfig


class ScreeningConfig(AppConfig):
    """The app `screening`."""

    name = "fortnight.web.screening"
    label = "screening"

    def ready(self) -> None:
        """Hear of what changes in the catalogue."""
        from fortnight.web.catalogue.hooks import catalogue_changed
        from fortnight.web.screening.actions import renew_soon

        catalogue_changed.join(renew_soon)
