"""The vault."""

from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "duly.core.vault"
    label = "vault"
