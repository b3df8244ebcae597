"""The addresses of the sign-in library that we use, ours in place of two of them, and one for when no mail leaves.

There is no password here, so none may be set, changed, reset or asked for. Who has nothing else shows by a code by
e-mail that it is them (`confirming.py`); a passkey that is added signs in by itself (`passkeys.py`).
"""

from allauth.urls import urlpatterns as _of_the_library
from django.urls import URLPattern, URLResolver, path

from fortnight.web.sign_in import confirming, passkeys, terminal


def _without_passwords(patterns: list[URLPattern | URLResolver]) -> list[URLPattern | URLResolver]:
    entries: list[URLPattern | URLResolver] = []
    for entry in patterns:
        if isinstance(entry, URLResolver):
            inner = _without_passwords(list(entry.url_patterns))
            entries.append(URLResolver(entry.pattern, inner, entry.default_kwargs, entry.app_name, entry.namespace))
        elif "password" not in f"{entry.pattern} {entry.name}" and entry.name != "account_reauthenticate":
            entries.append(entry)
    return entries


urlpatterns = [
    path("reauthenticate/", confirming.by_mail, name="account_reauthenticate"),
    path("2fa/webauthn/add/", passkeys.add, name="mfa_add_webauthn"),
    path("terminal/<str:token>/", terminal.sign_in, name="terminal_sign_in"),
    *_without_passwords(list(_of_the_library)),
]
