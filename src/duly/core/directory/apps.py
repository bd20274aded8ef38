"""The directory."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "duly.core.directory"
    label = "directory"
