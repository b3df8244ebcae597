"""Addresses of the red-flag card."""

from django.urls import path

from fortnight.web.healing import views

urlpatterns = [path("signs/", views.signs, name="signs")]
