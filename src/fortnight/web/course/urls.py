"""Addresses around the fourteen days."""

from django.urls import path

from fortnight.web.course import treatment_views, views

urlpatterns = [
    path("before/", views.before, name="before"),
    path("before/tick/", views.tick_before, name="before-tick"),
    path("before/lines/", views.add_before_line, name="before-line"),
    path("before/lines/<int:number>/", views.change_before_line, name="before-line-change"),
    path("back/", views.look_back, name="back"),
    path("me/treatments/", treatment_views.treatments, name="treatments"),
    path("me/treatments/new/", treatment_views.new_treatment, name="new-treatment"),
    path("me/treatments/<int:treatment_id>/", treatment_views.one_treatment, name="treatment"),
    path("me/treatments/<int:treatment_id>/choose/", treatment_views.choose_treatment, name="choose-treatment"),
    path("me/treatments/<int:treatment_id>/back/", views.look_back, name="back-at"),
]
