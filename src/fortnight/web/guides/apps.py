"""The app's name for Django."""

from django.apps import AppConfig


class GuidesConfig(AppConfig):
    """The app `guides`."""

    name = "fortnight.web.guides"
    label = "guides"
