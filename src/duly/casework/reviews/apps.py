"""The reviews room."""

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "duly.casework.reviews"
    label = "reviews"
