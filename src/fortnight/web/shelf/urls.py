"""Addresses of asking and of the shelf."""

from django.urls import path

from fortnight.web.shelf import views

urlpatterns = [
    path("may/", views.may, name="may"),
    path("may/<uuid:key>/", views.answer, name="answer"),
    path("may/sign/<uuid:key>/", views.sign, name="may-sign"),
    path("may/asked/<uuid:key>/", views.said, name="may-asked"),
    path("may/feelings/", views.feeling, name="feelings"),
    path("may/feelings/<slug:feeling_id>/", views.feeling, name="feeling"),
    path("may/<uuid:key>/seen/", views.seen, name="seen"),
    path("shelf/", views.shelf, name="shelf"),
    path("shelf/add/", views.add, name="add"),
    path("shelf/<uuid:key>/", views.edit, name="edit"),
    path("shelf/<uuid:key>/put/", views.put, name="put"),
    path("shelf/<uuid:key>/remove/", views.remove, name="remove"),
]
