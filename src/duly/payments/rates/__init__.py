"""The rate book: what a contract pays for an hour of a service, between two dates."""
