"""Showing once more that it is you, before anything is changed that opens an account.

Whoever has a passkey or an app with codes shows that; whoever has neither gets a fresh code by e-mail, which the
sign-in library does not offer. What was shown in this session a few minutes ago, signing in included, is enough. A code
by e-mail never stands in for a second factor: who reads the mailbox could take the factor away.
"""

import time
from collections.abc import Mapping
from typing import Any, cast

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.forms import ConfirmLoginCodeForm
from allauth.account.internal.flows.code_verification import AbstractCodeVerificationProcess
from allauth.account.internal.flows.login import record_authentication
from allauth.account.views import BaseReauthenticateView
from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext
from typing_extensions import override

from fortnight.web.accounts.entrance import asking
from fortnight.web.accounts.models import User
from fortnight.web.shell.screen import page
from fortnight.web.sign_in import mail_down

_STATE = "account_confirming"


def is_confirmed(request: HttpRequest) -> bool:
    """Whether who is signed in has shown a few minutes ago, in this session, that it is them."""
    user = request.user
    if not isinstance(user, User):
        return False
    methods = {"mfa"} if user.factors else {"mfa", "code"}
    since = time.time() - app_settings.REAUTHENTICATION_TIMEOUT
    records = get_authentication_records(request, user)
    return any(record.get("method") in methods and record.get("at", 0) > since for record in records)


class MailedCode(AbstractCodeVerificationProcess):
    """A code that was sent to the address of whoever is signed in; their session holds it."""

    def __init__(self, request: HttpRequest, state: dict[str, Any]) -> None:
        self.request = request
        super().__init__(
            max_attempts=app_settings.LOGIN_BY_CODE_MAX_ATTEMPTS,
            timeout=app_settings.LOGIN_BY_CODE_TIMEOUT,
            state=state,
            user=request.user,
        )

    @classmethod
    def resume(cls, request: HttpRequest) -> "MailedCode | None":
        """The code that was sent and still holds, or None."""
        state = request.session.get(_STATE)
        return cast("MailedCode | None", cls(request, state).abort_if_invalid()) if state else None

    @override
    def send(self) -> None:
        """Make a code and send it."""
        adapter = get_adapter()
        self.state["code"] = adapter.generate_login_code()
        text = "\n\n".join(
            (
                gettext("This is the code to change how you sign in. Enter it on the page that asks for it."),
                self.code,
                gettext(
                    "If you did not ask for it, someone else has your account open. Sign in, then sign "
                    "out everywhere under Browsers and devices. Do not give the code to anyone."
                ),
            )
        )
        subject = gettext("Your code for changes to your account")
        EmailMessage(subject, f"{text}\n", adapter.get_from_email(), [self.state["email"]]).send()

    @override
    def persist(self) -> None:
        """Keep what was sent, and how often it was tried."""
        self.request.session[_STATE] = self.state

    @override
    def abort(self) -> None:
        """Forget the code."""
        self.request.session.pop(_STATE, None)


class ByMail(BaseReauthenticateView):
    """The page that sends a code to somebody without passkey and app, and takes it."""

    form_class = ConfirmLoginCodeForm

    @override
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer with the code that was sent at hand."""
        self.sent = MailedCode.resume(request)
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    @override
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send a code where that was asked for, or look at the one that was typed."""
        if request.POST.get("action") == "send" or self.sent is None:
            return self._send()
        response: HttpResponse = super().post(request, *args, **kwargs)
        return response

    def _send(self) -> HttpResponse:
        email = _user(self.request).email
        refused = ratelimit.consume_or_429(self.request, action="request_login_code", key=email.lower())
        if refused:
            return cast("HttpResponse", refused)
        sent = MailedCode(self.request, MailedCode.initial_state(None, email=email))
        with mail_down.told(self.request):
            sent.send()
        sent.persist()
        return HttpResponseRedirect(self.request.get_full_path())

    @override
    def get_form_kwargs(self) -> dict[str, Any]:
        """What the form is made with: the code to compare with besides."""
        kwargs: dict[str, Any] = super().get_form_kwargs()
        return {**kwargs, "code": self.sent.code if self.sent else ""}

    @override
    def form_valid(self, form: ConfirmLoginCodeForm) -> HttpResponse:
        """Write down that the code was right, and go on with what was interrupted."""
        user = _user(self.request)
        record_authentication(self.request, user, "code", email=user.email, reauthenticated=True)
        if self.sent:
            self.sent.abort()
        response: HttpResponse = super().form_valid(form)
        return response

    @override
    def form_invalid(self, form: ConfirmLoginCodeForm) -> HttpResponse:
        """Count the try; after the third a new code is needed."""
        if self.sent and not self.sent.record_invalid_attempt():
            messages.error(self.request, gettext("That was the third incorrect code. Ask for a new one."))
            return HttpResponseRedirect(self.request.get_full_path())
        response: HttpResponse = super().form_invalid(form)
        return response

    @override
    def render_to_response(self, context: Mapping[str, Any], **_: Any) -> HttpResponse:
        """The page in our frame."""
        form, sent = context["form"], self.sent is not None
        values = {"form": form, "sent": sent, "onward": self.get_next_url() or ""}
        return page(
            self.request, "sign_in/confirm.html", asking(self.request), status=400 if form.errors else 200, **values
        )


by_mail = login_required(ByMail.as_view())


def _user(request: HttpRequest) -> User:
    return cast("User", request.user)
