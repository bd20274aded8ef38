"""Contacts: calls and what was promised in them, and enquiries that the first-contact desk answers."""
