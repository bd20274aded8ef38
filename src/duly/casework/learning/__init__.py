"""Learning: what was learnt from a piece of work, by whom, and to whom it was told."""
