"""Providers on screen: who they are, what is due and held this week, and what they were paid."""
