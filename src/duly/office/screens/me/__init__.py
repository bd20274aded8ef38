"""One's own desk: who I am here, signing out, and going straight to a reference."""
