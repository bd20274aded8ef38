"""What a contract lets through of a small excess: docs/specification/tolerance.md, in plain Python, over line-weeks already judged."""
