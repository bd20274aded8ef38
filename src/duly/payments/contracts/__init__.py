"""Contracts with providers, and the dated versions of their terms."""
