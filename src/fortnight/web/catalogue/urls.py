"""Addresses of barcodes, and of the catalogue at the desk."""

from django.urls import path

from fortnight.web.catalogue import desk_views, views

urlpatterns = [
    path("may/barcode/", views.number, name="barcode"),
    path("may/barcode/<slug:digits>/", views.found, name="barcode-found"),
    path("desk/catalogue/", desk_views.products, name="desk-catalogue"),
    path("desk/catalogue/<int:number>/", desk_views.product, name="desk-product"),
    path("desk/catalogue/imports/", desk_views.imports, name="desk-catalogue-imports"),
    path("desk/catalogue/imports/<uuid:key>/", desk_views.one_import, name="desk-catalogue-import"),
    path("desk/catalogue/imports/<uuid:key>/report.csv", desk_views.report, name="desk-catalogue-report"),
]
