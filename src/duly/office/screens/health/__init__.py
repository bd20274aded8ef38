"""How everything stands: a word for whoever watches from outside, and a page for officers in charge."""
