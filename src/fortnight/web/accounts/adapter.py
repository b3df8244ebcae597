"""Where our sign-in differs from allauth's: a visitor's plan moves into the account at the first sign-in."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from typing_extensions import override

from fortnight.web.accounts.actions import keep
from fortnight.web.accounts.entrance import COOKIE
from fortnight.web.accounts.models import User
from fortnight.web.accounts.queries import person_of_secret


class Adapter(DefaultAccountAdapter):
    """Signing in to Fortnight."""

    @override
    def login(self, request: HttpRequest, user: Any) -> None:
        """Sign in, and take what the visitor of this device has made along into the account."""
        visitor = person_of_secret(request.COOKIES.get(COOKIE, ""))
        super().login(request, user)
        if visitor and isinstance(user, User):
            keep(visitor, user=user)
