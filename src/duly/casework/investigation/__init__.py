"""Investigations: the issues of a case, what is known of each and from where, what is missing, what was asked of whom, and what happened when."""
