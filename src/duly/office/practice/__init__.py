"""The practice copy: two invented offices, some weeks' and a morning's work in them. Names belong to nobody."""
