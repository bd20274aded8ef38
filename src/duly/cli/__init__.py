"""The `duly` command: everything a screen can do that is better typed, with the same words and the same refusals."""
