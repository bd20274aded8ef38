"""Refusals by the database itself, counted by role and rule, so that somebody who tries is seen."""
