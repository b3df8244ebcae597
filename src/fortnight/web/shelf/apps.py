"""The app's name for Django."""

from django.apps import AppConfig


class ShelfConfig(AppConfig):
    """The app `shelf`."""

    name = "fortnight.web.shelf"
    label = "shelf"
