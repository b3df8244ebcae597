"""Addresses of the clinic on the desk, of its look, and of what a person reads about who has looked."""

from django.urls import path

from fortnight.web.clinic import logs, records, team, views

urlpatterns = [
    path("clinic/look/<str:version>.css", views.style, name="clinic-style"),
    path("clinic/logo/<uuid:key>.png", views.logo, name="clinic-logo"),
    path("me/looked/", logs.who_looked, name="who-looked"),
    path("desk/clinic/", views.overview, name="clinic"),
    path("desk/clinic/house/", views.house, name="clinic-house"),
    path("desk/clinic/look/", views.look_page, name="clinic-look"),
    path("desk/clinic/hours/", views.hours, name="clinic-hours"),
    path("desk/clinic/plans/", views.plans, name="clinic-plans"),
    path("desk/clinic/changes/", logs.changes, name="clinic-changes"),
    path("desk/clinic/changes/<int:number>/back/", logs.back, name="clinic-back"),
    path("desk/clinic/team/", team.team, name="clinic-team"),
    path("desk/clinic/team/<int:number>/", team.colleague, name="clinic-colleague"),
    path("desk/clinic/records/", records.records, name="clinic-records"),
    path("desk/clinic/access/", logs.access, name="clinic-access"),
    path("desk/clinic/figures/", logs.figures_page, name="clinic-figures"),
    path("desk/clinic/figures/days.csv", logs.figures_file, name="clinic-figures-file"),
    path("desk/clinic/week/", logs.week, name="clinic-week"),
]
