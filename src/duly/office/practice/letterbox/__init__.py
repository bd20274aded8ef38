"""Weeks of an ombudsman's post, invented: who writes, by which channel, what is planted in it, and what was found of that. Nobody in it exists."""
