"""Addresses of positions."""

from django.urls import path

from duly.payments.screens.positions import pages

urlpatterns = [path("positions/<str:ref>/", pages.position, name="position")]
