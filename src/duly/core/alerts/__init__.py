"""News for people: raised once for each, and there until that person acknowledges it."""
