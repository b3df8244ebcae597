"""Addresses of the desk."""

from django.urls import path

from fortnight.web.desk import views

urlpatterns = [
    path("desk/", views.inbox, name="desk"),
    path("desk/<uuid:key>/", views.conversation, name="desk-conversation"),
    path("desk/<uuid:key>/since/", views.since, name="desk-since"),
    path("desk/<uuid:key>/assign/", views.assign, name="desk-assign"),
    path("desk/<uuid:key>/close/", views.close, name="desk-close"),
]
