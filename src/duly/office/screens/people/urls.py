"""Addresses of people and posts, and of signing in."""

from django.urls import path

from duly.office.screens.people import pages, signing_in

urlpatterns = [
    path("people/", pages.people, name="people"),
    path("people/sign-in/", signing_in.signing_in, name="signing-in"),
    path("people/sign-in/<str:ref>/unlock/", signing_in.unlock, name="unlock-sign-in"),
]
