"""Chasing what was asked for: a ladder of reminder, chaser and escalations by working days, which stops when it has come."""
