"""Remittances: what a provider is told of a payment, line by line, the same for ever."""
