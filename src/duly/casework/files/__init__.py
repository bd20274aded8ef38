"""The file of a case: what was on it as at a moment, what a decider could see, and where its paper is."""
