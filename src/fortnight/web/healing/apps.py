"""The app's name for Django."""

from django.apps import AppConfig


class HealingConfig(AppConfig):
    """The app `healing`."""

    name = "fortnight.web.healing"
    label = "healing"
