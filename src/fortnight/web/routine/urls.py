"""The address of what to use."""

from django.urls import path

from fortnight.web.routine import views

urlpatterns = [path("use/", views.use, name="use")]
