"""The plain reference: the rules of docs/specification/validation.md told in Python, one visit at a time.

It is slow on purpose. What it says is what the engine must say, row for row and penny for penny.
"""
