"""Addresses of retention."""

from django.urls import path

from duly.office.screens.retention import pages

urlpatterns = [
    path("retention/", pages.overview, name="retention"),
    path("retention/propose/", pages.propose, name="retention-propose"),
    path("retention/holds/", pages.hold, name="retention-hold"),
    path("retention/holds/<str:ref>/lift/", pages.lift, name="retention-lift"),
    path("retention/<str:ref>/", pages.disposal, name="retention-disposal"),
    path("retention/<str:ref>/approve/", pages.approve, name="retention-approve"),
    path("retention/<str:ref>/carry-out/", pages.carry_out, name="retention-carry-out"),
    path("retention/<str:ref>/withdraw/", pages.withdraw, name="retention-withdraw"),
]
