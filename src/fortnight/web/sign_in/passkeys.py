"""Adding a passkey to an account: one that signs in by itself, as people expect of it.

The sign-in library makes a second factor unless a box is ticked. Here every passkey is kept on the device with the
account's name and asks for finger, face or screen lock, so that it opens the account without a code by e-mail.
"""

from collections.abc import Mapping
from typing import Any

from allauth.mfa.webauthn.forms import AddWebAuthnForm
from allauth.mfa.webauthn.internal import auth
from allauth.mfa.webauthn.views import AddWebAuthnView
from django.http import HttpResponse
from django.utils.html import json_script
from typing_extensions import override

from fortnight.web.accounts.browser import UNKNOWN, browser_of
from fortnight.web.accounts.entrance import asking
from fortnight.web.shell.screen import page


class PasskeyForm(AddWebAuthnForm):
    """A new passkey and its name; it is refused where nobody was verified on the device."""

    passwordless = None

    @override
    def clean(self) -> dict[str, Any]:
        """The name and the passkey. Raises: ValidationError for one that would not sign in."""
        self.cleaned_data["passwordless"] = True
        cleaned: dict[str, Any] = super().clean()
        return cleaned


class AddPasskey(AddWebAuthnView):
    """The page that adds a passkey."""

    form_class = PasskeyForm

    @override
    def get_initial(self) -> dict[str, Any]:
        """A name by which the passkey is known again: that of the system it is made on."""
        system = browser_of(self.request).system
        initial: dict[str, Any] = super().get_initial()
        return initial if system == UNKNOWN else {**initial, "name": system}

    @override
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the template needs: the options for the browser, of a passkey that signs in by itself."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["js_data"] = {"creation_options": auth.begin_registration(self.request.user, passwordless=True)}
        return context

    @override
    def render_to_response(self, context: Mapping[str, Any], **_: Any) -> HttpResponse:
        """The page in our frame."""
        form = context.get("form") or self.get_form()
        values = {"form": form, "options": json_script(context["js_data"], "js_data")}
        return page(
            self.request, "sign_in/passkey.html", asking(self.request), status=400 if form.errors else 200, **values
        )


add = AddPasskey.as_view()
