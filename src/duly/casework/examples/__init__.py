"""The invented papers of the demonstration."""
