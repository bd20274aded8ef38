"""The address of the first page."""

from django.urls import path

from duly.office.screens.home import pages

urlpatterns = [path("", pages.home, name="home")]
