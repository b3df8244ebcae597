"""Addresses of photos."""

from django.urls import path

from fortnight.web.photos import views

urlpatterns = [
    path("may/photo/", views.send, name="photo"),
    path("may/photo/<uuid:key>/", views.one, name="one-photo"),
    path("may/photo/<uuid:key>/picture/", views.picture, name="picture"),
    path("may/photo/<uuid:key>/again/", views.again, name="photo-again"),
    path("may/photo/<uuid:key>/remove/", views.remove, name="photo-remove"),
]
