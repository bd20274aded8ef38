"""The book of what was paid: journals that add up to nothing, under references that mean nothing here."""
