"""Addresses of positions."""

from django.urls import path

from duly.payments.screens.positions import figure, pages, statement

urlpatterns = [
    path("providers/<str:ref>/position/", statement.of_provider, name="statement-of-provider"),
    path("providers/<str:ref>/position/figure/", figure.figure, name="their-figure"),
    path("people/<str:ref>/position/", statement.of_person, name="statement-of-person"),
    path("positions/<str:ref>/", pages.position, name="position"),
]
