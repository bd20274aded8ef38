"""Adjudication: of each issue the standard, what happened, fault, injustice and remedy, each with reasons; and what we recommend."""
