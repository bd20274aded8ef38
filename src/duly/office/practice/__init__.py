"""The practice copy: two invented offices, and a week's and a morning's work in them. Names belong to nobody."""
