"""The app's name for Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The app `accounts`."""

    name = "fortnight.web.accounts"
    label = "accounts"
