"""Screens of investigations: the evidence of a case issue by issue, and everything that is chased."""
