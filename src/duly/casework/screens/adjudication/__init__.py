"""Screens of adjudication and compliance."""
