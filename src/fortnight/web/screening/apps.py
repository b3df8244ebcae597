"""The app's name for Django."""

from django.apps import AppConfig


class ScreeningConfig(AppConfig):
    """The app `screening`."""

    name = "fortnight.web.screening"
    label = "screening"
