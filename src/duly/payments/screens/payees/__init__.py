"""Changing where a provider is paid, on screen: asking, calling back, confirming; and how long a new account waits."""
