"""Where a paper file may be."""

WAYS: dict[str, str] = {"store": "Put in its place", "out": "Went out to", "back": "Came back to"}
"""How a paper file moves."""
