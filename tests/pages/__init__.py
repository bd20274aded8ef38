"""What every page must be: its HTML, its words, what it weighs, and what may be typed into it."""
