"""Every address of the site, by app."""

from importlib import import_module

from django.urls import include, path

from fortnight.web.ground.environment import OUR_APPS
from fortnight.web.project import views

_ELSEWHERE = frozenset({"shell", "sign_in"})
"""The frame has no addresses of its own, and those of the sign-in stand below their own path."""
_APPS = tuple(app for app in OUR_APPS if app not in _ELSEWHERE)

# Every app's addresses stand in one list, not each in its own: looked through at each request, that is half the work.
urlpatterns = [
    path("healthz", views.health, name="health"),
    path("healthz/deep", views.deep_health, name="deep-health"),
    *(address for app in _APPS for address in import_module(f"fortnight.web.{app}.urls").urlpatterns),
    path("accounts/", include("fortnight.web.sign_in.urls")),
]
handler403 = "fortnight.web.pages.views.refused"
handler404 = "fortnight.web.pages.views.not_found"
handler500 = "fortnight.web.pages.views.broken"
