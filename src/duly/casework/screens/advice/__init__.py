"""Screens of advice given to and taken from Operations."""
