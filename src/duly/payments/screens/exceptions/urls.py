"""Addresses of exceptions."""

from django.urls import path

from duly.payments.screens.exceptions import explained, pages, together

urlpatterns = [
    path("exceptions/", pages.exceptions, name="exceptions"),
    path("exceptions/undo/", pages.undo, name="exceptions-undo"),
    path("exceptions/together/", together.together, name="exceptions-together"),
    path("exceptions/<int:assessed_id>/", explained.one, name="exception"),
]
