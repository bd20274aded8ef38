"""Calls, enquiries and tasks on screen."""
