"""The contacts room."""

from django.apps import AppConfig


class ContactsConfig(AppConfig):
    name = "duly.core.contacts"
    label = "contacts"
