"""Screens where the wings meet."""
