"""Addresses of the activities."""

from django.urls import path

from fortnight.web.activities import views

urlpatterns = [
    path("activities/", views.activities, name="activities"),
    path("activities/<slug:activity_id>/", views.activity, name="activity"),
]
