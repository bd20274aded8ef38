"""The packages room."""

from django.apps import AppConfig


class PackagesConfig(AppConfig):
    name = "duly.payments.packages"
    label = "packages"
