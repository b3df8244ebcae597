"""Addresses of a person's conversation."""

from django.urls import path

from fortnight.web.chat import views

urlpatterns = [
    path("advisor/", views.advisor, name="advisor"),
    path("advisor/since/", views.since, name="advisor-since"),
    path("advisor/hint/", views.hint, name="advisor-hint"),
    path("advisor/<int:number>/", views.change, name="advisor-change"),
    path("advisor/files/", views.send_file, name="advisor-files"),
    path("advisor/files/<uuid:key>/", views.one_file, name="advisor-file"),
    path("file/<str:said>/", views.file, name="file"),
]
