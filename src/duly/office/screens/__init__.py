"""Where a person sits at the office's own desks."""
