"""A person's own desk: how they like their pages, what they had typed, what they had put aside, and who else is at the same thing. It decides nothing."""
