"""Addresses of breaches of personal data."""

from django.urls import path

from duly.casework.screens.breaches import acting, pages

urlpatterns = [
    path("breaches/", pages.listed, name="breaches"),
    path("breaches/new/", acting.new, name="breach-new"),
    path("breaches/<str:ref>/", pages.breach, name="breach"),
    path("breaches/<str:ref>/step/", acting.step, name="breach-step"),
]
