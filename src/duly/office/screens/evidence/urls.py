"""Addresses of evidence."""

from django.urls import path

from duly.office.screens.evidence import pages

urlpatterns = [
    path("evidence/<str:kind>/<path:ref>/pack/", pages.pack, name="evidence-pack"),
    path("evidence/<str:kind>/<path:ref>/", pages.evidence, name="evidence"),
]
