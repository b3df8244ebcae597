"""Addresses of the desk."""

from django.urls import path

from fortnight.web.desk import alarm_posts, course_photos, library, posts, routine_views, uneasy, views

urlpatterns = [
    path("desk/", views.inbox, name="desk"),
    path("desk/snippets/", library.snippets, name="desk-snippets"),
    path("desk/snippets/<int:number>/", library.snippet, name="desk-snippet"),
    path("desk/checkins/", uneasy.checkins, name="desk-checkins"),
    path("desk/checkins/<uuid:key>/", uneasy.attend, name="desk-checkin"),
    path("desk/photos/<uuid:key>/", course_photos.photos, name="desk-course-photos"),
    path("desk/photos/<uuid:key>/file/<str:ticket>/", course_photos.file, name="desk-course-photo-file"),
    path("desk/<uuid:key>/", views.conversation, name="desk-conversation"),
    path("desk/<uuid:key>/since/", views.since, name="desk-since"),
    path("desk/<uuid:key>/hint/", views.hint, name="desk-hint"),
    path("desk/<uuid:key>/routine/", routine_views.recommend, name="desk-routine"),
    path("desk/<uuid:key>/assign/", posts.assign, name="desk-assign"),
    path("desk/<uuid:key>/close/", posts.close, name="desk-close"),
    path("desk/<uuid:key>/snooze/", posts.snooze, name="desk-snooze"),
    path("desk/<uuid:key>/tags/", posts.tag, name="desk-tag"),
    path("desk/<uuid:key>/note/", posts.note, name="desk-note"),
    path("desk/<uuid:key>/alarm/<uuid:alarm>/", alarm_posts.acknowledge_alarm, name="desk-alarm"),
    path("desk/<uuid:key>/alarm/<uuid:alarm>/close/", alarm_posts.end_alarm, name="desk-alarm-close"),
    path("desk/<uuid:key>/files/", views.send_file, name="desk-files"),
    path("desk/<uuid:key>/files/<uuid:file>/", views.one_file, name="desk-file"),
]
