"""Addresses of what a person wants of e-mail, and of received mail on the desk."""

from django.urls import path

from fortnight.web.mail import desk_views, views

urlpatterns = [
    path("me/mail/", views.wishes, name="mail-wishes"),
    path("desk/mail/", desk_views.mails, name="desk-mails"),
    path("desk/mail/<uuid:key>/", desk_views.mail, name="desk-mail"),
    path("desk/mail/<uuid:key>/raw/", desk_views.raw, name="desk-mail-raw"),
    path("desk/mail/<uuid:key>/accept/", desk_views.accept, name="desk-mail-accept"),
    path("desk/mail/<uuid:key>/refuse/", desk_views.refuse, name="desk-mail-refuse"),
    path("desk/mail/<uuid:key>/again/", desk_views.again, name="desk-mail-again"),
]
