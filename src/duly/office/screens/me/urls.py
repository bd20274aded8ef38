"""Addresses of one's own desk."""

from django.urls import path

from duly.office.screens.me import pages

urlpatterns = [path("me/", pages.me, name="me"), path("search/", pages.search, name="search")]
