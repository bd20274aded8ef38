"""Tokens: what a program shows to act for an officer. A scope narrows what the officer may do, and never widens it."""
