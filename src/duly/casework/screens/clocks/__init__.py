"""Clocks: the list, one clock and its working, trying a rule, reviews in the order they press, and dating again."""
