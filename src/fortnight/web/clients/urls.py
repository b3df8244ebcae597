"""Addresses of the clinic's clients, and of the welcome of somebody invited."""

from django.urls import path

from fortnight.web.clients import data_views, import_views, views

urlpatterns = [
    path("desk/clients/", views.roster, name="desk-clients"),
    path("desk/clients/roster.csv", views.roster_file, name="desk-roster-file"),
    path("desk/clients/invite/", views.invite, name="desk-invite"),
    path("desk/clients/import/", import_views.begin, name="desk-import"),
    path("desk/clients/import/<uuid:key>/", import_views.preview, name="desk-import-preview"),
    path("desk/clients/import/<uuid:key>/refused.csv", import_views.refused, name="desk-import-refused"),
    path("desk/clients/import/<uuid:key>/cards/", import_views.cards, name="desk-import-cards"),
    path("desk/clients/<uuid:key>/", views.client, name="desk-client"),
    path("desk/clients/<uuid:key>/data/", data_views.data, name="desk-client-data"),
    path("desk/clients/<uuid:key>/data/download/", data_views.download, name="desk-client-download"),
    path("desk/clients/<uuid:key>/link/", views.link, name="desk-client-link"),
    path("desk/clients/<uuid:key>/do/", views.do, name="desk-client-do"),
    path("desk/clients/<uuid:key>/devices/", views.close_devices, name="desk-client-devices"),
    path("desk/clients/<uuid:key>/treatment/", views.treatment, name="desk-client-treatment"),
    path("welcome/<str:token>/", views.welcome, name="welcome"),
]
