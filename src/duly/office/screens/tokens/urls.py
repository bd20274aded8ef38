"""Addresses of one's own tokens."""

from django.urls import path

from duly.office.screens.tokens import pages

urlpatterns = [
    path("me/tokens/", pages.tokens, name="tokens"),
    path("me/tokens/revoke/", pages.revoke, name="token-revoke"),
]
