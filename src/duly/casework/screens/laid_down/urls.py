"""Addresses of the office's rules."""

from django.urls import path

from duly.casework.screens.laid_down import pages

urlpatterns = [
    path("rules/", pages.listed_, name="rules"),
    path("rules/<str:rules>/", pages.rule_set, name="rules-one"),
]
