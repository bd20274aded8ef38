"""The standard letters that Duly brings beside those of decisions: to bodies, of reviews, of instructions, and while somebody waits. Defaults, for the office to adopt.

What stands here has gone out in letters and is never changed: a change is another version. How a court or a review is spoken of is to be verified by whoever gives
the office legal advice.
"""

from duly.casework.wordings.rules import MANDATORY, OPTIONAL, Paragraph, Template

_COURT = (
    "Only a court can set our decision aside, by judicial review. It would have to be asked promptly, and at the latest by {{ court_by }}."
)
_LEGAL = Paragraph(_COURT, MANDATORY, "judicial review")
_DEAR = "Dear {{ to_whom }}"
_COMPLAINT = "{{ complainant }}'s complaint about {{ body }}"
_QUOTE = Paragraph("Please quote {{ case_ref }} when you write to us.", OPTIONAL, "our reference")
_IN_CONFIDENCE = Paragraph(
    "What is in this letter is given so that we can look into the complaint. Please do not use it for anything else.",
    OPTIONAL,
    "in confidence",
)

BESIDE: tuple[Template, ...] = (
    Template(
        "decision-copy",
        1,
        "Copy of a decision, for somebody other than the complainant",
        "copy of a decision",
        "Our decision on " + _COMPLAINT,
        _DEAR,
        (Paragraph("We have finished looking at " + _COMPLAINT + "."), Paragraph("{{ reasons }}"), _LEGAL, _IN_CONFIDENCE),
    ),
    Template(
        "provisional-view",
        1,
        "Provisional view",
        "provisional view",
        "Our provisional view on " + _COMPLAINT,
        _DEAR,
        (
            Paragraph("We have looked at what we were told and shown, and this is what we think so far."),
            Paragraph("{{ view }}"),
            Paragraph(
                "This is not our decision. If we have something wrong or have missed something, please tell us by {{ comment_by }}.",
                MANDATORY,
                "not final",
            ),
            _QUOTE,
            _IN_CONFIDENCE,
        ),
    ),
    Template(
        "enquiry",
        1,
        "Enquiry of a body",
        "enquiry",
        _COMPLAINT,
        _DEAR,
        (
            Paragraph("We are looking into this complaint, and would like to hear from you on the following."),
            Paragraph("{{ asked }}"),
            Paragraph("Please answer by {{ needed_by }}. If you need longer, tell us before then, and why."),
            _QUOTE,
            _IN_CONFIDENCE,
        ),
    ),
    Template(
        "request-for-evidence",
        1,
        "Request for evidence",
        "request for evidence",
        "Evidence on " + _COMPLAINT,
        _DEAR,
        (
            Paragraph("We are looking into this complaint. To do so we need the following from you."),
            Paragraph("{{ asked }}"),
            Paragraph(
                "Please let us have it by {{ needed_by }}. If it does not exist, or is not yours to give, tell us so, and who may have it."
            ),
            _QUOTE,
            _IN_CONFIDENCE,
        ),
    ),
    Template(
        "recommendation",
        1,
        "Recommendation to a body",
        "recommendation",
        "Our recommendations on " + _COMPLAINT,
        _DEAR,
        (
            Paragraph("We have decided this complaint. To put right what went wrong we recommend the following."),
            Paragraph("{{ recommended }}"),
            Paragraph("Please tell us when each is done, and send what shows it. If you will not do one of them, tell us so and why."),
            _QUOTE,
        ),
    ),
    Template(
        "holding",
        1,
        "Holding letter",
        "holding",
        "{{ about }}",
        _DEAR,
        (
            Paragraph("We have not finished, and I am sorry that it is taking longer than we said."),
            Paragraph("{{ next_step }}"),
            Paragraph("We shall write to you again by {{ write_by }}, whether or not we have finished."),
        ),
    ),
    Template(
        "review-accepted",
        1,
        "Review: we shall look again",
        "review accepted",
        "Your request that we look again at " + _COMPLAINT,
        _DEAR,
        (
            Paragraph("You asked us to look again at our decision. We shall. Somebody who had no part in it will do so."),
            Paragraph("{{ next_step }}"),
            Paragraph("We shall tell you what we found by {{ answer_by }}."),
        ),
    ),
    Template(
        "review-refused",
        1,
        "Review: we shall not look again",
        "review refused",
        "Your request that we look again at " + _COMPLAINT,
        _DEAR,
        (Paragraph("You asked us to look again at our decision. We shall not, for these reasons."), Paragraph("{{ reasons }}"), _LEGAL),
    ),
    Template(
        "review-answered",
        1,
        "Review: what we found",
        "review answered",
        "What looking again at " + _COMPLAINT + " found",
        _DEAR,
        (Paragraph("Our decision was looked at again by somebody who had no part in it."), Paragraph("{{ found }}"), _LEGAL),
    ),
    Template(
        "instruction-notice",
        1,
        "Notice of a standing instruction",
        "notice of instruction",
        "How we shall handle your letters and calls",
        _DEAR,
        (
            Paragraph("{{ handled }}"),
            Paragraph("{{ reasons }}"),
            Paragraph("Everything you send will still be read, and we shall answer anything new."),
            Paragraph(
                "This holds until {{ until }} and is looked at again before then. If you think it wrong, or it makes it hard for you to reach us, tell us and "
                "somebody else will look at it.",
                MANDATORY,
                "how to object",
            ),
        ),
    ),
    Template(
        "forwarding",
        1,
        "Post that is meant for somebody else",
        "forwarding",
        "Post that is meant for you",
        _DEAR,
        (
            Paragraph("This came to us on {{ received }} and is meant for you. It is enclosed as it came."),
            Paragraph("{{ reasons }}"),
            Paragraph("We keep no case of it. Our reference is {{ case_ref }}."),
        ),
    ),
)
