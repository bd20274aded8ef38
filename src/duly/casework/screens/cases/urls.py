"""Addresses of cases."""

from django.urls import path

from duly.casework.screens.cases import pages, parties

urlpatterns = [
    path("cases/", pages.listed, name="cases"),
    path("cases/new/", pages.new, name="case-new"),
    path("cases/<str:ref>/", pages.case, name="case"),
    path("cases/<str:ref>/post/", pages.link, name="case-link"),
    path("cases/<str:ref>/party/", parties.party, name="case-party"),
    path("cases/<str:ref>/step/", pages.step, name="case-step"),
]
