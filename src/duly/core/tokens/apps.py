"""The tokens room."""

from django.apps import AppConfig


class TokensConfig(AppConfig):
    name = "duly.core.tokens"
    label = "tokens"
