"""Addresses of providers."""

from django.urls import path

from duly.payments.screens.providers import pages

urlpatterns = [
    path("providers/", pages.providers, name="providers"),
    path("providers/<str:ref>/", pages.provider, name="provider"),
]
