"""Every component of the pages in every state, to be looked at in a practice copy."""
