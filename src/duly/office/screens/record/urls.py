"""Addresses of the record."""

from django.urls import path

from duly.office.screens.record import pages

urlpatterns = [
    path("record/", pages.entries, name="record"),
    path("record/<uuid:event_id>/", pages.entry, name="record-entry"),
    path("record/<uuid:event_id>/proof/", pages.proof, name="record-proof"),
]
