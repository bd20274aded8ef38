"""The standard letters that Duly brings, to begin with: our own words, defaults that the office is to check and adopt as its own.

What stands here has gone out in letters and is never changed: a change is another version. The paragraph on judicial review gives the time of CPR 54.5(1);
how it is worded, and that on reviews, is ours: to be verified by whoever gives the office legal advice.
"""

from duly.casework.wordings.rules import MANDATORY, OPTIONAL, Paragraph, Template
from duly.casework.wordings.shipped_beside import BESIDE
from duly.casework.wordings.shipped_endings import endings

_REVIEW = "If you think our decision is wrong, you may ask us to look at it again until {{ review_by }}. Please say what we missed or misunderstood."
_COURT = (
    "Only a court can set our decision aside, by judicial review. You would have to ask it promptly, and at the latest by {{ court_by }}. "
    "Asking us to look again does not give you more time, so you may wish to take legal advice soon."
)
_RIGHTS = (Paragraph(_REVIEW, MANDATORY, "review rights"), Paragraph(_COURT, MANDATORY, "judicial review"))
_SUBJECT, _GREETING = "Our decision on your complaint about {{ body }}", "Dear {{ complainant }}"
_UPHOLD = "You asked us to look at your complaint about {{ body }}. We have finished, and we uphold it."
_NOT_UPHOLD = "You asked us to look at your complaint about {{ body }}. We have finished, and we do not uphold it."
_PARTLY = "You asked us to look at your complaint about {{ body }}. We have finished. We uphold part of it, and not the rest."
_STOPPED = "You asked us to look at your complaint about {{ body }}. We have decided to stop looking into it."
_TO_DO = "We have asked {{ body }} to put it right: {{ to_do }} We will check that it does."
_REMEDY = "We have asked {{ body }} to pay you {{ remedy }} by {{ remedy_by }}. We will check that it does."
_HELP = Paragraph(
    "If anything in this letter is hard to follow, or you need it in another format, please tell us: we will explain it or send it so.",
    OPTIONAL,
    "offer of help",
)
_TITLES = ("Decision: upheld, with a remedy", "Decision: not upheld")

SHIPPED: tuple[Template, ...] = (
    Template(
        "decision-upheld",
        1,
        _TITLES[0],
        "decision upheld",
        _SUBJECT,
        _GREETING,
        (Paragraph(_UPHOLD), Paragraph("{{ reasons }}"), Paragraph(_REMEDY), Paragraph(_REVIEW)),
    ),
    Template(
        "decision-not-upheld",
        1,
        _TITLES[1],
        "decision not upheld",
        _SUBJECT,
        _GREETING,
        (Paragraph(_NOT_UPHOLD), Paragraph("{{ reasons }}"), Paragraph(_REVIEW)),
    ),
    Template(
        "decision-upheld",
        2,
        _TITLES[0],
        "decision upheld",
        _SUBJECT,
        _GREETING,
        (Paragraph(_UPHOLD), Paragraph("{{ reasons }}"), Paragraph(_REMEDY), *_RIGHTS, _HELP),
    ),
    Template(
        "decision-not-upheld",
        2,
        _TITLES[1],
        "decision not upheld",
        _SUBJECT,
        _GREETING,
        (Paragraph(_NOT_UPHOLD), Paragraph("{{ reasons }}"), *_RIGHTS, _HELP),
    ),
    Template(
        "decision-upheld-no-payment",
        1,
        "Decision: upheld, with no payment",
        "decision upheld",
        _SUBJECT,
        _GREETING,
        (Paragraph(_UPHOLD), Paragraph("{{ reasons }}"), Paragraph(_TO_DO), *_RIGHTS, _HELP),
    ),
    Template(
        "decision-partly-upheld",
        1,
        "Decision: partly upheld",
        "decision partly upheld",
        _SUBJECT,
        _GREETING,
        (
            Paragraph(_PARTLY),
            Paragraph("{{ reasons }}"),
            Paragraph(_REMEDY, OPTIONAL, "payment"),
            Paragraph(_TO_DO, OPTIONAL, "what else is to be done"),
            *_RIGHTS,
            _HELP,
        ),
    ),
    Template(
        "decision-discontinued",
        1,
        "Decision: discontinued",
        "decision discontinued",
        _SUBJECT,
        _GREETING,
        (Paragraph(_STOPPED), Paragraph("{{ reasons }}"), *_RIGHTS, _HELP),
    ),
    Template("reply", 1, "Reply, in our own words", "reply", "{{ about }}", "Dear {{ to_whom }}", (Paragraph("{{ words }}"),)),
    Template(
        "acknowledgement",
        1,
        "Acknowledgement of post",
        "acknowledgement",
        "We have received your letter: {{ about }}",
        "Dear {{ to_whom }}",
        (
            Paragraph("Thank you. We received your letter on {{ received }}, and somebody here has it in hand."),
            Paragraph("We shall answer it, or tell you what happens next, by {{ answer_by }}."),
            Paragraph("If you write again before then, please quote {{ case_ref }}."),
        ),
    ),
    *BESIDE,
    *endings((*_RIGHTS, _HELP)),
)
