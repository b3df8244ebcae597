"""Addresses of reminders."""

from django.urls import path

from fortnight.web.reminders import views

urlpatterns = [
    path("me/reminders/", views.reminders, name="reminders"),
    path("me/reminders/device/", views.device, name="reminders-device"),
    path("me/reminders/device/<uuid:key>/", views.forget, name="reminders-forget"),
    path("reminders/stop/<uuid:key>/", views.stop, name="reminders-stop"),
]
