"""The rules an office may replace by its own."""
