"""Cases: somebody's complaint about a body, and the post that belongs to it."""
