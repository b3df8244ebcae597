"""Addresses of the service worker and of what it needs."""

from django.urls import path

from fortnight.web.offline import views

urlpatterns = [
    path("sw.js", views.worker, name="worker"),
    path("offline/", views.offline, name="offline"),
    path("device/", views.device, name="device"),
]
