"""Addresses of a person's own corner, of private links, and of signing out."""

from django.urls import path

from fortnight.web.me import devices, joining, views

urlpatterns = [
    path("me/", views.me, name="me"),
    path("me/join/", joining.join, name="join"),
    path("me/devices/", devices.devices, name="devices"),
    path("me/devices/<int:number>/close/", devices.close_device, name="close-device"),
    path("me/devices/sessions/<uuid:public>/close/", devices.close_session, name="close-session"),
    path("me/devices/close/", devices.close_others, name="close-devices"),
    path("me/devices/everywhere/", devices.sign_out_everywhere, name="sign-out-everywhere"),
    path("me/leave/", devices.leave, name="leave"),
    path("me/about/", views.about_me, name="about-me"),
    path("me/flags/", views.flags_seen, name="flags-seen"),
    path("me/switch/", views.switch, name="switch"),
    path("me/links/", views.links, name="links"),
    path("me/links/<int:link_id>/close/", views.close_link, name="close-link"),
    path("me/data/", views.my_data, name="my-data"),
    path("me/data/download/", views.download, name="download"),
    path("me/data/delete/", views.goodbye, name="goodbye"),
    path("link/<str:token>/", views.open_link, name="open-link"),
    path("accounts/logout/", views.sign_out, name="account_logout"),
]
