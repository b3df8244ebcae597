"""The addresses of the sign-in library that we use: there is no password here, so none may be set, changed or reset."""

from allauth.urls import urlpatterns as _of_the_library
from django.urls import URLPattern, URLResolver, path
from django.views.generic import RedirectView


def _without_passwords(patterns: list[URLPattern | URLResolver]) -> list[URLPattern | URLResolver]:
    kept: list[URLPattern | URLResolver] = []
    for entry in patterns:
        if isinstance(entry, URLResolver):
            inner = _without_passwords(list(entry.url_patterns))
            kept.append(URLResolver(entry.pattern, inner, entry.default_kwargs, entry.app_name, entry.namespace))
        elif "password" not in str(entry.pattern):
            kept.append(entry)
    return kept


urlpatterns = [
    # The library writes this address into a mail; it leads to the sign-in.
    path("password/reset/", RedirectView.as_view(pattern_name="account_login"), name="account_reset_password"),
    *_without_passwords(list(_of_the_library)),
]
