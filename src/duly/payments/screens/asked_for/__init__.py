"""Screens of payment requests and disputes."""
