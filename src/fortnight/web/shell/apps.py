"""The app's name for Django."""

from django.apps import AppConfig


class ShellConfig(AppConfig):
    """The app `shell`."""

    name = "fortnight.web.shell"
    label = "shell"
