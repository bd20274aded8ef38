"""Advice given to and taken from Operations: asked, answered, relied on by cases, and withdrawn when it stands no longer."""
