"""Addresses of the fortnight."""

from django.urls import path

from fortnight.web.journal import views

urlpatterns = [
    path("today/", views.today, name="today"),
    path("plan/", views.plan, name="plan"),
    path("plan/layer/", views.layer, name="layer"),
    path("plan/guide/seen/", views.guide_seen, name="guide-seen"),
    path("day/<int:day>/", views.one_day, name="day"),
    path("tick/", views.tick, name="tick"),
    path("with/<str:token>/", views.friend, name="friend"),
    path("tick/token/", views.tick_token, name="tick-token"),
]
