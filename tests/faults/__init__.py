"""Faults put in on purpose, and what must be true afterwards all the same."""
