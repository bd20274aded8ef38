"""Addresses of exceptions."""

from django.urls import path

from duly.payments.screens.exceptions import explained, pages

urlpatterns = [
    path("exceptions/", pages.exceptions, name="exceptions"),
    path("exceptions/<int:assessed_id>/", explained.one, name="exception"),
]
