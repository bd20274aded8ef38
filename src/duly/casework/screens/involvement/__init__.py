"""Bringing somebody higher into a case, what they answer, and commissioned work, on screen."""
