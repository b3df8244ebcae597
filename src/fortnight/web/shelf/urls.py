"""Addresses of asking and of the shelf."""

from django.urls import path

from fortnight.web.shelf import views

urlpatterns = [
    path("may/", views.may, name="may"),
    path("may/<uuid:key>/", views.answer, name="answer"),
    path("shelf/", views.shelf, name="shelf"),
]
