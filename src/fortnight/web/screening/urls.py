"""Addresses of the screening, for staff."""

from django.urls import path

from fortnight.web.screening import views

urlpatterns = [
    path("desk/catalogue/screen/", views.screen, name="desk-screen"),
    path("desk/catalogue/screen/all.csv", views.screen_file, name="desk-screen-file"),
    path("desk/catalogue/screen/flips/", views.flips, name="desk-flips"),
    path("desk/catalogue/screen/flips.csv", views.flips_file, name="desk-flips-file"),
    path("desk/catalogue/screen/version/", views.ask_for, name="desk-screen-version"),
]
