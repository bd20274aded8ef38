"""Addresses of rates."""

from django.urls import path

from duly.payments.screens.rates import batches, holidays, pages

urlpatterns = [
    path("rates/", pages.rates, name="rates"),
    path("rates/find/", pages.find, name="rate-find"),
    path("rates/holidays/", holidays.holidays, name="rate-holidays"),
    path("rates/batches/", batches.batches, name="rate-batches"),
    path("rates/batches/new/", batches.new, name="rate-batch-new"),
    path("rates/batches/<str:ref>/", batches.batch, name="rate-batch"),
    path("rates/batches/<str:ref>/adopt/", batches.adopt, name="rate-batch-adopt"),
    path("rates/batches/<str:ref>/withdraw/", batches.withdraw, name="rate-batch-withdraw"),
    path("rates/batches/<str:ref>/take-back/", batches.take_back, name="rate-batch-take-back"),
    path("rates/<str:ref>/", pages.rate, name="rate"),
]
