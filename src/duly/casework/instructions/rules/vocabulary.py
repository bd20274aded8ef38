"""What an instruction may say, what a point of a letter may be, and what may come of reading one."""

ON_FILE, WRITING_ONLY, NAMED_OFFICER, CALL_LIMIT = "on file", "writing only", "named officer", "call limit"
KINDS = {
    ON_FILE: "Put on file without acknowledgement or reply",
    WRITING_ONLY: "Answered in writing only",
    NAMED_OFFICER: "Dealt with by one named officer",
    CALL_LIMIT: "Calls limited in number or length",
}
"""What an instruction may say: the ways that published guides on unreasonable contact name."""

REPEATED, NEW_POINT, NEW_EVIDENCE = "repeated", "new point", "new evidence"
UNANSWERED = "unanswered"
SERVICE_COMPLAINT, LAST_WORDS = "service complaint", "last words"
POINTS = {
    REPEATED: "Repeated: answered before",
    UNANSWERED: "Repeated, and still to be answered",
    NEW_POINT: "New point",
    NEW_EVIDENCE: "New evidence",
    SERVICE_COMPLAINT: "Complaint about our service",
    LAST_WORDS: "Last words: asks nothing, adds nothing",
}
"""What a point of a letter may be, beside what was said before."""
NOTHING_NEW, ANSWER_IT, NOT_WITHIN = "nothing new", "answer it", "not within"
OUTCOMES = {
    NOTHING_NEW: "Nothing new: each point was answered before",
    ANSWER_IT: "Something is to be answered",
    NOT_WITHIN: "Not within the instruction",
}
"""What came of reading a letter."""
IN_FORCE_STATE = "in force"
"""The one state in which an instruction holds; the same word as in `states`."""
