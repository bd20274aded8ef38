"""Addresses of payments."""

from django.urls import include, path

from duly.payments.packages.powers import READ
from duly.ui.asks import within

urlpatterns = within(
    READ,
    [
        path("", include("duly.payments.screens.imports.urls")),
        path("", include("duly.payments.screens.exceptions.urls")),
        path("", include("duly.payments.screens.tolerance.urls")),
        path("", include("duly.payments.screens.runs.urls")),
        path("", include("duly.payments.screens.banking.urls")),
        path("", include("duly.payments.screens.payees.urls")),
        path("", include("duly.payments.screens.providers.urls")),
        path("", include("duly.payments.screens.positions.urls")),
        path("", include("duly.payments.screens.remittances.urls")),
        path("", include("duly.payments.screens.contracts.urls")),
        path("", include("duly.payments.screens.care.urls")),
        path("", include("duly.payments.screens.rates.urls")),
        path("", include("duly.payments.screens.invoices.urls")),
        path("", include("duly.payments.screens.asked_for.urls")),
        path("", include("duly.payments.screens.jobs.urls")),
    ],
)
