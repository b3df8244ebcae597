"""The app's name for Django."""

from django.apps import AppConfig


class ShelfConfig(AppConfig):
    """The app `shelf`."""

    name = "fortnight.web.shelf"
    label = "shelf"

    def ready(self) -> None:
        """Tell what the app holds of a person."""
        from fortnight.web.accounts.holdings import Holding, hold
        from fortnight.web.shelf import actions, queries

        hold(
            Holding(
                name="products", download=queries.all_products, refresh=actions.refresh, answers=queries.shelf_answers
            )
        )
