"""Clocks: what is due when, on anything that has a reference; every date reckoned from its own history."""
