"""Journeys through the pages of payments."""
