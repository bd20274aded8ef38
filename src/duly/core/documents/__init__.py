"""Files as they came in or went out: their bytes, kept whole, with their hash."""
