"""What this room asks the scheme about."""

from duly.primitives.power import Power

REGISTER = Power("post.register", "register post", (("channel", "word"),))
TRIAGE = Power("post.triage", "triage post", (("way", "word"),))
FLAG = Power("post.flag", "say what the rules missed or saw wrongly in post")
WATCH = Power("post.watch", "put a case or a name on the watch list, and take it off")
SET_RULES = Power("post.set_rules", "adopt triage rules")
FORWARD = Power("post.forward", "forward misdirected post")
ACKNOWLEDGE = Power("post.acknowledge", "acknowledge post")
HELD_BACK = Power("post.held_back", "deal with files of post that were held back")
CLOSE = Power("post.close", "close an item of post")
READ = Power("casework.read", "read casework, with the names of those who complain")
