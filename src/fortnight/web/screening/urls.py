"""Addresses of the screening, for staff."""

urlpatterns: list[object] = []
