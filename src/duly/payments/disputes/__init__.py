"""Disputes: what a provider says is wrong with what it was paid, until it is answered, withdrawn or passed on."""
