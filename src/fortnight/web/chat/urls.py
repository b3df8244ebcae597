"""Addresses of a person's conversation."""

from django.urls import path

from fortnight.web.chat import outcomes, views

urlpatterns = [
    path("advisor/", views.advisor, name="advisor"),
    path("advisor/since/", views.since, name="advisor-since"),
    path("advisor/hint/", views.hint, name="advisor-hint"),
    path("advisor/asked/<uuid:key>/", outcomes.asked, name="advisor-asked"),
    path("advisor/outcome/<uuid:key>/", outcomes.outcome, name="advisor-outcome"),
    path("advisor/tell/<uuid:key>/", outcomes.tell, name="advisor-tell"),
    path("advisor/<int:number>/", views.change, name="advisor-change"),
    path("advisor/files/", views.send_file, name="advisor-files"),
    path("advisor/files/<uuid:key>/", views.one_file, name="advisor-file"),
    path("file/<str:token>/", views.file, name="file"),
]
