"""Where our sign-in differs from allauth's: whoever signs in where a plan is open is asked whether it is theirs."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from typing_extensions import override

from fortnight.web.accounts.client import client_address
from fortnight.web.accounts.entrance import plan_to_join


class Adapter(DefaultAccountAdapter):
    """Signing in to Fortnight."""

    @override
    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        """Where to go next: to the question whether the plan of this browser is theirs, then on."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        if plan_to_join(request, anew=True) and "Location" in response.headers:
            onward = response.headers["Location"]
            return redirect(f"{reverse('join')}?{urlencode({'next': onward})}")
        return response

    @override
    def get_client_ip(self, request: HttpRequest) -> str:
        """The address that rate limits count."""
        return client_address(request)
