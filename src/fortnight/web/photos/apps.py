"""The app's name for Django."""

from django.apps import AppConfig


class PhotosConfig(AppConfig):
    """The app `photos`."""

    name = "fortnight.web.photos"
    label = "photos"
