"""Addresses of barcodes."""

from django.urls import path

from fortnight.web.catalogue import views

urlpatterns = [
    path("may/barcode/", views.number, name="barcode"),
    path("may/barcode/<slug:said>/", views.found, name="barcode-found"),
]
