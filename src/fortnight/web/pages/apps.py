"""The app's name for Django."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """The app `pages`."""

    name = "fortnight.web.pages"
    label = "pages"
