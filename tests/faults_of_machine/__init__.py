"""What the machine may do to an installation: lose it, kill its database, fill its disk, flip its bits. Real homes, real processes."""
