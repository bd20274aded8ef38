"""The cases room."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "duly.casework.cases"
    label = "cases"
