"""Files in: read, checked, and taken whole or not at all."""
