"""Screens of breaches of personal data."""
