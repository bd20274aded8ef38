"""The invoices room."""

from django.apps import AppConfig


class InvoicesConfig(AppConfig):
    name = "duly.payments.invoices"
    label = "invoices"
