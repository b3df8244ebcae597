"""Addresses of the photos of a course."""

from django.urls import path

from fortnight.web.course_photos import views

urlpatterns = [
    path("photos/", views.album, name="course-photos"),
    path("photos/take/", views.take, name="course-photo-take"),
    path("photos/term/", views.term, name="course-photo-term"),
    path("photos/file/<str:ticket>/", views.file, name="course-photo-file"),
    path("photos/<uuid:key>/", views.one_photo, name="course-photo"),
    path("photos/<uuid:key>/share/", views.share, name="course-photo-share"),
    path("photos/<uuid:key>/remove/", views.remove, name="course-photo-remove"),
]
