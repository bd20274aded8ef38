"""Addresses of people and posts."""

from django.urls import path

from duly.office.screens.people import pages

urlpatterns = [path("people/", pages.people, name="people")]
