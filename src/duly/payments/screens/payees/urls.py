"""Addresses of changes of account."""

from django.urls import path

from duly.payments.screens.payees import pages

urlpatterns = [
    path("providers/<str:ref>/account/", pages.account, name="provider-account"),
    path("payees/", pages.waiting, name="payees"),
    path("payees/cooling-off/", pages.cooling_off, name="cooling-off"),
    path("payees/<str:ref>/", pages.change, name="payee-change"),
    path("payees/<str:ref>/call/", pages.call, name="payee-call"),
    path("payees/<str:ref>/confirm/", pages.confirm, name="payee-confirm"),
    path("payees/<str:ref>/refuse/", pages.refuse, name="payee-refuse"),
    path("payees/<str:ref>/withdraw/", pages.withdraw, name="payee-withdraw"),
]
