"""Addresses of payment requests and disputes."""

from django.urls import path

from duly.payments.screens.asked_for import one, pages

urlpatterns = [
    path("payment-requests/", pages.asked_for, name="payment-requests"),
    path("payment-requests/settle/", pages.settle, name="payment-request-settle"),
    path("payment-requests/<str:ref>/", one.request_page, name="payment-request"),
    path("disputes/", pages.disputed, name="disputes"),
    path("disputes/new/", pages.new, name="dispute-new"),
    path("disputes/step/", pages.step, name="dispute-step"),
    path("disputes/<str:ref>/", one.dispute_page, name="dispute"),
]
