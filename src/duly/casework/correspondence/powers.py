"""What this room asks the scheme about."""

from duly.primitives.power import Power

REGISTER = Power("post.register", "register post", (("channel", "word"),))
TRIAGE = Power("post.triage", "triage post", (("way", "word"),))
CLOSE = Power("post.close", "close an item of post")
READ = Power("casework.read", "read casework, with the names of those who complain")
