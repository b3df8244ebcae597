"""Addresses of reminders."""

from django.urls import path

from fortnight.web.reminders import views

urlpatterns = [
    path("me/reminders/", views.reminders, name="reminders"),
    path("reminders/stop/<uuid:key>/", views.stop, name="reminders-stop"),
]
