"""The people room."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "duly.core.people"
    label = "people"
