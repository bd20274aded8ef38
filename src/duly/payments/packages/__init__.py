"""People, what was commissioned for them, the calls planned, and how far each line was settled before Duly."""
