"""Addresses of the components."""

from django.urls import path

from duly.office.screens.components import pages

urlpatterns = [
    path("components/", pages.components, name="components"),
    path("components/<slug:name>/", pages.components, name="components-page"),
]
