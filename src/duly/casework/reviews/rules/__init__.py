"""Arithmetic and judgement of reviews: the rules of an office as data, findings and outcomes, and who is independent."""
