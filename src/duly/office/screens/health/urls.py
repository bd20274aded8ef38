"""Addresses of how everything stands."""

from django.urls import path

from duly.office.screens.health import pages

urlpatterns = [
    path("health", pages.word, name="health-word"),
    path("health/", pages.everything, name="health"),
]
