"""Addresses of finding things."""

from django.urls import path

from duly.office.screens.finding import pages

urlpatterns = [path("search/", pages.search, name="search"), path("box/", pages.box, name="box")]
