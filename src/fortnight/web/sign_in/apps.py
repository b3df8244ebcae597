"""The app's name for Django."""

from django.apps import AppConfig
from typing_extensions import override


class SignInConfig(AppConfig):
    """The app `sign_in`."""

    name = "fortnight.web.sign_in"
    label = "sign_in"

    @override
    def ready(self) -> None:
        """Listen to what the sign-in library says of second factors and addresses."""
        from allauth.account import signals as of_accounts
        from allauth.mfa import signals

        from fortnight.web.accounts.staff import go_on, remember_factor
        from fortnight.web.sign_in.addresses import address_confirmed

        signals.authenticator_added.connect(remember_factor)
        signals.authenticator_removed.connect(go_on)
        of_accounts.email_changed.connect(go_on)
        of_accounts.email_removed.connect(go_on)
        of_accounts.email_confirmed.connect(address_confirmed)
