"""Every address of the site, by app."""

from django.urls import include, path

from fortnight.web.project import views

urlpatterns = [
    path("healthz", views.health, name="health"),
    path("healthz/deep", views.deep_health, name="deep-health"),
    path("", include("fortnight.web.pages.urls")),
    path("", include("fortnight.web.journal.urls")),
    path("", include("fortnight.web.shelf.urls")),
    path("", include("fortnight.web.activities.urls")),
    path("", include("fortnight.web.catalogue.urls")),
    path("", include("fortnight.web.routine.urls")),
    path("", include("fortnight.web.screening.urls")),
    path("", include("fortnight.web.photos.urls")),
    path("", include("fortnight.web.healing.urls")),
    path("", include("fortnight.web.chat.urls")),
    path("", include("fortnight.web.checkins.urls")),
    path("", include("fortnight.web.course_photos.urls")),
    path("", include("fortnight.web.mail.urls")),
    path("", include("fortnight.web.exports.urls")),
    path("", include("fortnight.web.reminders.urls")),
    path("", include("fortnight.web.course.urls")),
    path("", include("fortnight.web.clinic.urls")),
    path("", include("fortnight.web.clients.urls")),
    path("", include("fortnight.web.desk.urls")),
    path("", include("fortnight.web.guides.urls")),
    path("", include("fortnight.web.offline.urls")),
    path("", include("fortnight.web.me.urls")),
    path("accounts/", include("fortnight.web.sign_in.urls")),
]
handler403 = "fortnight.web.pages.views.refused"
handler404 = "fortnight.web.pages.views.not_found"
handler500 = "fortnight.web.pages.views.broken"
