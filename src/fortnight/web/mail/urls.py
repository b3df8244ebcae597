"""Addresses of what a person wants of e-mail."""

from django.urls import path

from fortnight.web.mail import views

urlpatterns = [
    path("me/mail/", views.wishes, name="mail-wishes"),
]
