"""Addresses of a person's own corner."""

from django.urls import path

from fortnight.web.accounts import views

urlpatterns = [
    path("me/", views.me, name="me"),
    path("link/<str:token>/", views.open_link, name="open-link"),
]
