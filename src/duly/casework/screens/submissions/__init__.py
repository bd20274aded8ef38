"""Submissions on screen: what has been put up, and one to review and sign."""
