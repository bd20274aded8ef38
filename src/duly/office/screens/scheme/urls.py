"""Addresses of the scheme."""

from django.urls import path

from duly.office.screens.scheme import pages

urlpatterns = [
    path("delegation/", pages.instruments, name="delegation"),
    path("delegation/try/", pages.try_it, name="delegation-try"),
]
