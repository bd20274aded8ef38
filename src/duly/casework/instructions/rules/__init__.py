"""Whether an instruction holds for a letter, and what in a letter is new."""
