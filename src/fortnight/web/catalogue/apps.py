"""The app's name for Django."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """The app `catalogue`."""

    name = "fortnight.web.catalogue"
    label = "catalogue"

    def ready(self) -> None:
        """Tell how a product is found by the name that somebody types, and whether there is any."""
        from fortnight.web.catalogue.queries import called, offers
        from fortnight.web.shelf.known import look_up_by
        from fortnight.web.shell.hooks import offered

        look_up_by(called)
        offered.join(offers)
