"""The files room."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "duly.casework.files"
    label = "files"
