"""Addresses of background work."""

from django.urls import path

from duly.payments.screens.jobs import pages

urlpatterns = [
    path("jobs/<str:ref>/", pages.job, name="job"),
    path("jobs/<str:ref>/progress/", pages.progress, name="job-progress"),
]
