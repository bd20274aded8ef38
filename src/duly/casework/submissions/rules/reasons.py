"""What submissions are of, and what they are returned for."""

KINDS = {"decision": "Decision on a complaint", "report": "Report to be issued", "remedy": "Remedy", "policy": "Question of policy"}

PROPOSED = {"upheld": "Upheld", "partly upheld": "Partly upheld", "not upheld": "Not upheld", "discontinued": "Discontinued or resolved"}
"""What a paper may propose to become of a complaint. The words are defaults: no office laid them down."""

REASONS = {
    "evidence": "Evidence is missing or not cited",
    "remedy": "The remedy is not explained",
    "comments": "A party's comments are not answered",
    "facts": "Names, dates or amounts disagree",
    "authority": "Put up to the wrong person",
    "clarity": "Not clear enough to decide on",
}
"""Coded reasons for a return, so that the same one can be seen coming back."""

REMARKS = {"party": "A party, on the draft", "colleague": "A colleague"}
"""Who may remark on a paper."""
