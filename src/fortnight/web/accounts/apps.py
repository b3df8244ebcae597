"""The app's name for Django."""

from django.apps import AppConfig
from typing_extensions import override


class AccountsConfig(AppConfig):
    """The app `accounts`."""

    name = "fortnight.web.accounts"
    label = "accounts"

    @override
    def ready(self) -> None:
        """Listen to what the sign-in library says of second factors."""
        from allauth.mfa import signals

        from fortnight.web.accounts.staff import go_on, remember_factor

        signals.authenticator_added.connect(remember_factor)
        signals.authenticator_removed.connect(go_on)
