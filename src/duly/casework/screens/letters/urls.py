"""Addresses of letters."""

from django.urls import path

from duly.casework.screens.letters import pages

urlpatterns = [
    path("letters/", pages.listed, name="letters"),
    path("letters/new/", pages.new, name="letter-new"),
    path("letters/<str:ref>/", pages.letter, name="letter"),
    path("letters/<str:ref>/pdf/", pages.pdf, name="letter-pdf"),
    path("letters/<str:ref>/fill-in/", pages.fill_in, name="letter-fill-in"),
    path("letters/<str:ref>/approve/", pages.approve, name="letter-approve"),
    path("letters/<str:ref>/send/", pages.send, name="letter-send"),
]
