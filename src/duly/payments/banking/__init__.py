"""Bank files: an approved run becomes one file, once, and a third person lets it go."""
