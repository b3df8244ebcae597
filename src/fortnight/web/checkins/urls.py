"""Addresses of what is usual, of check-ins, and of the ladder."""

from django.urls import path

from fortnight.web.checkins import ladder_posts, views

urlpatterns = [
    path("normal/", views.normal, name="normal"),
    path("normal/<slug:name>/", views.sensation, name="sensation"),
    path("checkin/", views.checkin, name="checkin"),
    path("checkin/<uuid:key>/", views.answer, name="checkin-answer"),
    path("ladder/", views.ladder, name="ladder"),
    path("ladder/calm/", ladder_posts.calm, name="ladder-calm"),
    path("ladder/<slug:rung>/use/", ladder_posts.use, name="ladder-use"),
    path("ladder/<slug:rung>/spot/", ladder_posts.spot, name="ladder-spot"),
]
