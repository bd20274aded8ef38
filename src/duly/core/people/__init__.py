"""People, the posts they hold, and between which dates."""
