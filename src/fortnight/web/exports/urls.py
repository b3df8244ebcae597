"""Addresses of the calendar and of what can be printed."""

from django.urls import path

from fortnight.web.exports import desk_views, views

urlpatterns = [
    path("me/calendar/", views.calendar, name="calendar"),
    path("me/calendar/fortnight.ics", views.calendar_file, name="calendar-file"),
    path("me/calendar/next-session.ics", views.next_session_file, name="next-session-file"),
    path("calendar/<str:token>.ics", views.calendar_feed, name="calendar-feed"),
    path("me/papers/", views.papers, name="papers"),
    path("me/papers/doctor.pdf", views.doctor, name="doctor-summary"),
    path("leaflet.pdf", views.leaflet, name="leaflet"),
    path("desk/clients/<uuid:key>/leaflet.pdf", desk_views.client_leaflet, name="desk-client-leaflet"),
]
