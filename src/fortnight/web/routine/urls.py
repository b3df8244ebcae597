"""Addresses of what to use."""

from django.urls import path

from fortnight.web.routine import views

urlpatterns = [
    path("use/", views.use, name="use"),
    path("use/keep/", views.keep, name="use-keep"),
    path("use/forget/", views.forget, name="use-forget"),
    path("use/seen/", views.seen, name="use-seen"),
    path("use/have/", views.have, name="use-have"),
    path("use/sent/<uuid:key>/", views.recommended, name="recommended"),
]
