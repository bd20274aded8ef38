"""Judging: what was claimed, held against what was agreed and what was delivered."""
