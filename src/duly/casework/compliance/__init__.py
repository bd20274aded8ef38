"""Compliance: each recommendation followed until it is satisfied, in time or late, in part, or refused; of bodies and of our own service."""
