"""Where our sign-in differs from allauth's.

Whoever signs in where a plan is open is asked whether it is theirs; nobody has a password; what opens an account is
changed only by who has just shown that it is them, and every such change is told to the addresses it concerns.
"""

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core import context
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.contrib import messages
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from typing_extensions import override

from fortnight.web.accounts.account_changes import AccountChange, AccountChangeKind, account_changed
from fortnight.web.accounts.browser import browser_of
from fortnight.web.accounts.client import client_address
from fortnight.web.accounts.entrance import plan_to_join
from fortnight.web.accounts.models import User
from fortnight.web.ground.counting import counted
from fortnight.web.ground.limits import MAIL_TO, MAIL_TO_A_DAY, MAIL_TO_NOBODY, Limit
from fortnight.web.sign_in import mail_down
from fortnight.web.sign_in.confirming import is_confirmed

# By the names of the library's templates that our letters replace.
_CHANGES = {
    "mfa/email/webauthn_added": AccountChangeKind.PASSKEY_ADDED,
    "mfa/email/webauthn_removed": AccountChangeKind.PASSKEY_REMOVED,
    "mfa/email/totp_activated": AccountChangeKind.APP_ADDED,
    "mfa/email/totp_deactivated": AccountChangeKind.APP_REMOVED,
    "mfa/email/recovery_codes_generated": AccountChangeKind.CODES_MADE,
    "account/email/email_changed": AccountChangeKind.EMAIL_CHANGED,
    "account/email/email_deleted": AccountChangeKind.EMAIL_REMOVED,
}

log = logging.getLogger("fortnight.accounts")
# The mail that says that there is no account; without any, the time of the answer would tell who has one.
_UNKNOWN = "account/email/unknown_account"


class Adapter(DefaultAccountAdapter):
    """Signing in to Fortnight."""

    @override
    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        """Where to go next: to the question whether the plan of this browser is theirs, then on."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        if isinstance(user, User) and user.lacks_recovery_codes:
            text = gettext(
                "You have no recovery codes. Create some under “How you sign in” and keep them somewhere "
                "else. Without them, if you lose your passkey or phone, you cannot get back to the desk."
            )
            messages.warning(request, text)
        if plan_to_join(request, anew=True) and "Location" in response.headers:
            onward = response.headers["Location"]
            return redirect(f"{reverse('join')}?{urlencode({'next': onward})}")
        return response

    @override
    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a mail, unless its mailbox has reached the limit; nobody is told, since that would reveal it."""
        limits = (MAIL_TO_NOBODY,) if template_prefix == _UNKNOWN else (MAIL_TO, MAIL_TO_A_DAY)
        if _has_room(email, *limits):
            with mail_down.told(self.request):
                super().send_mail(template_prefix, email, context)
        else:
            mail_down.say_if_down(self.request)

    @override
    def get_client_ip(self, request: HttpRequest) -> str:
        """The address that rate limits count."""
        return client_address(request)

    @override
    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Never by the library's own reckoning, which lets in whoever has no password and no factor.

        Raises: ReauthenticationRequired where nothing was shown a few minutes ago.
        """
        if not is_confirmed(context.request):
            raise ReauthenticationRequired
        return False

    @override
    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """The ways to show once more that it is you: passkey or app, or else a code by e-mail."""
        ways = [way for way in super().get_reauthentication_methods(user) if way["id"] != "reauthenticate"]
        if ways or not user.is_authenticated:
            # A passkey first: the code of an app can be asked for by a page that only looks like ours.
            return sorted(ways, key=lambda way: not str(way["id"]).endswith("webauthn"))
        return [{"id": "mail", "description": gettext("A code by email"), "url": reverse("account_reauthenticate")}]

    @override
    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Tell of a change to how an account is opened, in a letter of ours."""
        change, values = _CHANGES.get(template_prefix), context or {}
        if change and isinstance(user, User):
            old = values.get("deleted_email") or email or ""
            tell(self.request, user, change, address=values.get("to_email") or old, besides=old)

    @override
    def send_account_already_exists_mail(self, email: str) -> None:
        """Tell somebody who signs up a second time that they have an account, and how to come in: by a code."""
        text = gettext(
            "Someone tried to open an account with this address. We hope it was you. There is already an "
            "account. Sign in with this address and we’ll email you a code:"
        )
        subject = gettext("You already have an account")
        body = f"{text}\n\n{settings.ADDRESS}{reverse('account_login')}\n"
        if _has_room(email, MAIL_TO, MAIL_TO_A_DAY):
            with mail_down.told(self.request):
                EmailMessage(subject, body, self.get_from_email(), [email]).send()
        else:
            mail_down.say_if_down(self.request)


def _has_room(email: str, *limits: Limit) -> bool:
    """Count a mail to a mailbox; false, and a line in the log, where it has had as many as it gets."""
    room = all(counted(limit, email.strip().lower()) for limit in limits)
    if not room:
        log.warning("no more mail to one mailbox for a while")
    return room


def tell(request: HttpRequest, user: User, change: AccountChangeKind, *, address: str = "", besides: str = "") -> None:
    """Announce a change to every confirmed address of a user, and to `besides`, which is no longer theirs."""
    confirmed = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    addresses = dict.fromkeys(email.lower() for email in (*confirmed, user.email, besides) if email)
    account_changed(
        AccountChange(
            user=user, change=change, browser=browser_of(request), addresses=tuple(addresses), address=address
        )
    )
