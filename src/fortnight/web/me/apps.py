"""The app's name for Django."""

from django.apps import AppConfig


class MeConfig(AppConfig):
    """The app `me`."""

    name = "fortnight.web.me"
    label = "me"
