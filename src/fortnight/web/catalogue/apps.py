"""The app's name for Django."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """The app `catalogue`."""

    name = "fortnight.web.catalogue"
    label = "catalogue"
