"""Addresses of alerts."""

from django.urls import path

from duly.office.screens.alerts import pages

urlpatterns = [
    path("alerts/", pages.alerts, name="alerts"),
    path("alerts/acknowledge/", pages.acknowledge, name="alerts-acknowledge"),
]
