"""Where our sign-in differs from allauth's: a visitor's plan moves into the account."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse
from typing_extensions import override

from fortnight.web.accounts.actions import keep
from fortnight.web.accounts.client import client_address
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

    @override
    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        """Where to go next. The secret of a visitor whose plan has moved opens nothing any more and is taken away."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        secret = request.COOKIES.get(COOKIE, "")
        if secret and person_of_secret(secret) is None:
            response.delete_cookie(COOKIE, samesite="Lax")
        return response

    @override
    def get_client_ip(self, request: HttpRequest) -> str:
        """The address that rate limits count."""
        return client_address(request)
