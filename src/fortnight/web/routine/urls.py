"""Addresses of what to use: the person's, and the desk's for a client."""

from django.urls import path

from fortnight.web.routine import desk_views, views

urlpatterns = [
    path("use/", views.use, name="use"),
    path("use/keep/", views.keep, name="use-keep"),
    path("use/forget/", views.forget, name="use-forget"),
    path("use/seen/", views.seen, name="use-seen"),
    path("use/have/", views.have, name="use-have"),
    path("use/sent/<uuid:key>/", views.recommended, name="recommended"),
    path("desk/<uuid:key>/routine/", desk_views.recommend, name="desk-routine"),
]
