"""Addresses of one's own desk."""

from django.urls import path

from duly.office.screens.me import pages, preferences

urlpatterns = [
    path("me/", pages.me, name="me"),
    path("me/preferences/", preferences.preferences, name="me-preferences"),
]
