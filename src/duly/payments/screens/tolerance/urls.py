"""Addresses of what was let through."""

from django.urls import path

from duly.payments.screens.tolerance import pages

urlpatterns = [
    path("tolerance/", pages.lettings, name="lettings"),
    path("tolerance/<str:line_ref>/<str:week>/", pages.letting, name="letting"),
    path("tolerance/<str:line_ref>/<str:week>/look/", pages.look, name="letting-look"),
]
