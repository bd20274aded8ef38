"""Addresses of imports."""

from django.urls import path

from duly.payments.screens.imports import pages

urlpatterns = [
    path("imports/", pages.imports, name="imports"),
    path("imports/new/", pages.new, name="import-new"),
    path("imports/<str:ref>/", pages.one, name="import"),
    path("imports/<str:ref>/faults.csv", pages.faults_csv, name="import-faults"),
]
