"""Addresses of remittances."""

from django.urls import path

from duly.payments.screens.remittances import pages

urlpatterns = [path("remittances/", pages.remittances, name="remittances")]
