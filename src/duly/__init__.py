"""Duly: duly decided, duly paid, duly recorded."""
