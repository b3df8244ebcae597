"""Addresses that belong to nobody."""

from django.urls import path

from fortnight.web.pages import views

urlpatterns = [
    path("", views.front, name="front"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("language/", views.language, name="language"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path("robots.txt", views.robots, name="robots"),
]
