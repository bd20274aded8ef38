"""Putting things on one's own desk and taking them off: what the script of every page asks for, and the same by plain forms."""
