"""Addresses of rates."""

from django.urls import path

from duly.payments.screens.rates import pages

urlpatterns = [path("rates/", pages.rates, name="rates")]
