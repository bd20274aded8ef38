"""What this room asks the scheme about."""

from duly.primitives.power import Power

LOG = Power("contacts.log", "log a call and what was promised in it")
PROPOSE = Power("contacts.propose", "take an enquiry and propose how to answer it")
AGREE = Power("contacts.agree", "agree, amend or refuse what is proposed for an enquiry", (("proposed by you", "yes/no"),))
