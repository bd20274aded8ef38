"""Addresses of invoices."""

from django.urls import path

from duly.payments.screens.invoices import keying, pages

urlpatterns = [
    path("invoices/", pages.invoices, name="invoices"),
    path("invoices/new/", keying.key, name="invoice-new"),
    path("invoices/new/nights/", keying.key, {"by_night": True}, name="invoice-new-nights"),
    path("invoices/new/check/", keying.check, name="invoice-check"),
    path("invoices/<str:provider>/<path:ref>/", pages.invoice, name="invoice"),
]
