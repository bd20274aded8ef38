"""Addresses of the scheme."""

from django.urls import path

from duly.office.screens.scheme import pages, persons, proposals

urlpatterns = [
    path("delegation/", pages.instruments, name="delegation"),
    path("delegation/try/", pages.try_it, name="delegation-try"),
    path("delegation/persons/", persons.persons, name="delegation-persons"),
    path("delegation/proposed/", proposals.proposed, name="delegation-proposed"),
    path("delegation/proposed/<str:ref>/", proposals.proposal, name="delegation-proposal"),
]
