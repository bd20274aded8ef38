"""Decisions: what was decided on a submission, by whom, and under which rule of the scheme."""
