"""Addresses of contracts."""

from django.urls import path

from duly.payments.screens.contracts import pages

urlpatterns = [
    path("contracts/", pages.contracts, name="contracts"),
    path("contracts/<str:ref>/", pages.contract, name="contract"),
    path("contracts/<str:ref>/put-in-force/", pages.put_in_force, name="contract-put-in-force"),
    path("contracts/<str:ref>/end/", pages.end, name="contract-end"),
    path("contracts/<str:ref>/embargo/", pages.embargo, name="contract-embargo"),
    path("contracts/<str:ref>/lift/", pages.lift, name="contract-lift"),
]
