"""What this room asks the scheme about. Who is independent of a decision is not asked of the scheme but of what happened (`rules.independence`)."""

from duly.primitives.power import Power

ASK = Power("reviews.ask", "take in a request for review")
ADMIT = Power("reviews.admit", "accept or refuse a request for review", (("out of time", "yes/no"), ("signed by you", "yes/no")))
ASSIGN = Power("reviews.assign", "assign a review")
CONDUCT = Power("reviews.conduct", "look again at a decision", (("assigned to you", "yes/no"),))
TAKE_BACK = Power("reviews.take_back", "take back a case that a review refers")
TELL = Power("reviews.tell", "say who is told what of a review")
CLOSE = Power("reviews.close", "close a review")
SET_RULES = Power("reviews.set_rules", "adopt rules of reviews")
REFER = Power("referrals.open", "refer a question to lawyers or outside")
ANSWER = Power("referrals.answer", "enter the answer to a referral, and close it")
PRIVILEGED = Power("referrals.read_privileged", "read what is privileged")
