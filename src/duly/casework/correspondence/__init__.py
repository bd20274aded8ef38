"""Post: what came in, when, from whom, and who is to do what about it."""
