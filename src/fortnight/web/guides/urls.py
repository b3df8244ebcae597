"""Addresses of the clinic's guide, for staff."""

from django.urls import path

from fortnight.web.guides import published, views

urlpatterns = [
    path("desk/guide/", views.editor, name="desk-guide"),
    path("desk/guide/rule/<slug:rule_id>/", views.rule, name="desk-guide-rule"),
    path("desk/guide/own/", views.own, name="desk-guide-own"),
    path("desk/guide/rule/<slug:rule_id>/undo/", views.undo, name="desk-guide-undo"),
    path("desk/guide/again/", views.again, name="desk-guide-again"),
    path("desk/guide/difference/", views.difference, name="desk-guide-difference"),
    path("desk/guide/whose/", views.whose, name="desk-guide-whose"),
    path("desk/guide/upload/", views.upload, name="desk-guide-upload"),
    path("desk/guide/publish/", published.publish, name="desk-guide-publish"),
    path("desk/guide/versions/", published.versions, name="desk-guide-versions"),
    path("desk/guide/versions/<int:number>/", published.version, name="desk-guide-version"),
    path("desk/guide/versions/<int:number>/move/", published.move, name="desk-guide-move"),
    path("desk/guide/versions/<int:number>/file/", views.version_file, name="desk-guide-file"),
    path("desk/guide/file/", views.draft_file, name="desk-guide-draft-file"),
]
