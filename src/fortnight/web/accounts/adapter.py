"""Where our sign-in differs from allauth's: whoever signs in where a plan is open is asked whether it is theirs."""

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from typing_extensions import override

from fortnight.web.accounts.client import client_address
from fortnight.web.accounts.entrance import plan_to_join
from fortnight.web.ground.counting import counted
from fortnight.web.ground.limits import MAIL_TO, MAIL_TO_A_DAY, MAIL_TO_NOBODY

log = logging.getLogger("fortnight.accounts")
# The mail that says that there is no account; without any, the time of the answer would tell who has one.
_UNKNOWN = "account/email/unknown_account"


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
    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a mail, unless its mailbox has had as many as one gets; nobody is told, or they would learn of it."""
        mailbox = email.strip().lower()
        limits = (MAIL_TO_NOBODY,) if template_prefix == _UNKNOWN else (MAIL_TO, MAIL_TO_A_DAY)
        if all(counted(limit, mailbox) for limit in limits):
            super().send_mail(template_prefix, email, context)
        else:
            log.warning("no more mail to one mailbox for a while")

    @override
    def get_client_ip(self, request: HttpRequest) -> str:
        """The address that rate limits count."""
        return client_address(request)
