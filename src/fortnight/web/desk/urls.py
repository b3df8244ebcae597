"""Addresses of the desk."""

from django.urls import path

from fortnight.web.desk import views

urlpatterns = [
    path("desk/", views.inbox, name="desk"),
    path("desk/<uuid:key>/", views.conversation, name="desk-conversation"),
    path("desk/<uuid:key>/since/", views.since, name="desk-since"),
    path("desk/<uuid:key>/assign/", views.assign, name="desk-assign"),
    path("desk/<uuid:key>/files/", views.send_file, name="desk-files"),
    path("desk/<uuid:key>/files/<uuid:file>/", views.one_file, name="desk-file"),
    path("desk/<uuid:key>/close/", views.close, name="desk-close"),
]
