"""Cases on screen."""
