"""Addresses of people who are cared for."""

from django.urls import path

from duly.payments.screens.care import packages, pages, proposing

urlpatterns = [
    path("packages/", packages.packages, name="packages"),
    path("care/", pages.everybody, name="care"),
    path("care/put-forward/", proposing.put_forward, name="care-put-forward"),
    path("care/<str:ref>/", pages.person, name="care-person"),
    path("care/<str:ref>/died/", pages.died, name="care-died"),
    path("care/<str:ref>/not-died/", pages.not_died, name="care-not-died"),
    path("care/<str:ref>/interrupt/", pages.interrupt, name="care-interrupt"),
    path("care/<str:ref>/correct/", pages.correct, name="care-correct"),
    path("care/<str:ref>/withdraw/", pages.withdraw, name="care-withdraw"),
    path("care/<str:ref>/approve/", pages.approve, name="care-approve"),
]
