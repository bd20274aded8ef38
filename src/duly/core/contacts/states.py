"""The life of an enquiry, and how somebody who rings is known to be who they say."""

from enum import StrEnum

from duly.primitives.steps import Step, Steps


class EnquiryState(StrEnum):
    """How far an enquiry has come."""

    ASKED = "asked"
    PROPOSED = "proposed"
    AGREED = "agreed"
    REFUSED = "refused"
    ANSWERED = "answered"


STEPS = Steps(
    *(Step("hand on", state, state) for state in (EnquiryState.ASKED, EnquiryState.PROPOSED, EnquiryState.AGREED, EnquiryState.REFUSED)),
    Step("propose", EnquiryState.ASKED, EnquiryState.PROPOSED),
    Step("propose", EnquiryState.REFUSED, EnquiryState.PROPOSED),
    Step("agree", EnquiryState.PROPOSED, EnquiryState.AGREED),
    Step("amend", EnquiryState.PROPOSED, EnquiryState.AGREED),
    Step("refuse", EnquiryState.PROPOSED, EnquiryState.REFUSED),
    Step("answer", EnquiryState.AGREED, EnquiryState.ANSWERED),
)

VERIFIED = (
    "not verified",
    "case reference and address",
    "address and date of birth",
    "password agreed before",
    "known voice",
    "called back on a known number",
)
"""How the caller was known to be who they said. The usual list; an office adopts its own."""

MAY_BE_SAID = {
    "not verified": "Nothing about a case: take a message, and call back on the number we have.",
    "known voice": "What they told us themselves. Nothing from the other side.",
}
"""What may be said to a caller so verified; to any other, what they could be written."""

ANYTHING = "What could be written to them: stage, next step and dates. Nothing given in confidence by others."
"""What may be said to somebody whose identity is verified."""
DIRECTIONS = ("they rang us", "we rang them")
