"""The directory: people and bodies outside, how to reach them, what they need, who speaks for whom, and since when."""
