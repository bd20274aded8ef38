"""The jobs service, with its table of progress."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "duly.core.jobs"
    label = "jobs"
