"""Judgement on post, without a database: reading mail, and what is worth noticing in it."""
