"""Standing instructions about how somebody's letters and calls are handled, and how each letter under one was read."""
