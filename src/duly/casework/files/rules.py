"""What is kept on the file of a case, by the kinds that the record knows, in the order of a paper file; and what is not, with the reason."""

from dataclasses import dataclass

POST, SENT, ISSUES, FOUND, DECIDED, AGAIN, RISK, ADVICE, DUE, KEPT, OTHER = (
    "Post and calls",
    "Letters",
    "Issues and evidence",
    "Findings and remedy",
    "Submissions and decisions",
    "Reviews and referrals",
    "Risk, and who is involved",
    "Advice and lessons",
    "Clocks and tasks",
    "How it is kept",
    "Other papers",
)
GROUPS = (POST, SENT, ISSUES, FOUND, DECIDED, AGAIN, RISK, ADVICE, DUE, KEPT, OTHER)


@dataclass(frozen=True)
class Kind:
    """A kind of paper: the part of the file it lies in, and what people call it."""

    group: str
    said: str


KINDS = {
    "post item": Kind(POST, "post item"),
    "call": Kind(POST, "call"),
    "standing instruction": Kind(POST, "standing instruction"),
    "letter": Kind(SENT, "letter"),
    "letter format": Kind(SENT, "letter in another format"),
    "ink copy": Kind(SENT, "copy signed in ink"),
    "issue": Kind(ISSUES, "issue"),
    "piece of evidence": Kind(ISSUES, "piece of evidence"),
    "evidence request": Kind(ISSUES, "evidence request"),
    "chase": Kind(ISSUES, "chase"),
    "chronology": Kind(ISSUES, "chronology"),
    "adjudication": Kind(FOUND, "finding"),
    "recommendation": Kind(FOUND, "recommendation"),
    "compliance": Kind(FOUND, "recommendation followed up"),
    "submission": Kind(DECIDED, "submission"),
    "decision": Kind(DECIDED, "decision"),
    "review": Kind(AGAIN, "review"),
    "referral": Kind(AGAIN, "referral"),
    "hold": Kind(AGAIN, "legal hold"),
    "case risk": Kind(RISK, "risk assessment"),
    "involvement": Kind(RISK, "involvement"),
    "commissioned work": Kind(RISK, "commissioned work"),
    "advice": Kind(ADVICE, "advice"),
    "reliance": Kind(ADVICE, "advice relied on"),
    "lesson": Kind(ADVICE, "lesson"),
    "clock": Kind(DUE, "clock"),
    "task": Kind(DUE, "task"),
    "paper file": Kind(KEPT, "paper file"),
    "case access": Kind(KEPT, "case access"),
    "misfiling": Kind(KEPT, "breach"),
}
"""By what the record calls each. A kind that no line is of lies among the other papers, so that nothing is left out unsaid."""

WITH = {"box": "submission", "decision standing": "decision", "letter reading": "post item"}
"""What the record keeps beside a paper, under its reference: it is told of that paper, and is none of its own."""

NOT_A_PAPER = {
    "case": "The case itself: its stage, its owner, and what had happened by then.",
    "document": "The bytes of a paper, which is on the file under its own reference.",
}
"""What hangs on a case and is no paper of its file."""


def called(kind: str) -> Kind:
    """A kind as the file tells it, whether or not it has a line."""
    return KINDS.get(kind, Kind(OTHER, kind))
