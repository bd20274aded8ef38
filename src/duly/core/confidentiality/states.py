"""What a paper may be marked with, and why the glass may be broken."""

MARKS: dict[str, str] = {
    "privileged": "Legal professional privilege",
    "do not disclose": "Do not disclose",
    "without prejudice": "Without prejudice",
}
"""Kinds of mark, with what each says. An example list; an office keeps its own."""

REASONS: dict[str, str] = {
    "safety": "Somebody may come to harm",
    "deadline": "A date set by a court or by law would be missed",
    "owner away": "The people named are away and cannot be reached",
    "request for records": "A request for records must be answered from it",
}
"""Why the glass may be broken. An example list; an office keeps its own."""

OPEN_HOURS = 4
"""For how long the glass stays broken: an example; an office sets its own."""

REVIEW_DAYS = 2
"""Working days within which a second person looks at it: an example; an office sets its own."""
