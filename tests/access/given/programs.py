"""What programs send in casework: to whom a page would do it, the API does it, and to nobody else."""

from datetime import timedelta
from typing import Any

from duly.casework.cases import queries as cases
from duly.casework.dispatch import actions as letters
from duly.casework.risk.rules.scoring import CODES
from duly.casework.submissions.rules import codes
from duly.core.record.clock import today
from tests.access.given.ombudsman import a_draft
from tests.access.office import Office, Sent, given
from tests.proofs import ground

LATER = (today() + timedelta(days=14)).isoformat()
OF = "/api/v1/submissions/<ref>"


@given("/api/v1/submissions/new/")
def _(o: Office) -> Sent:
    return {}, {"case": o.case, "kind": "decision", "ask": "Uphold", "paragraphs": ["What happened."]}


@given(f"{OF}/put-up/")
def _(o: Office) -> Sent:
    return {"ref": a_draft(o)}, {}


@given(f"{OF}/return/")
def _(o: Office) -> Sent:
    point = {"reason": "remedy", "words": "Why?", "paragraph": 1, "who_fixes": o["investigator"].ref, "fix_by": today().isoformat()}
    return {"ref": o.put_up().ref}, {"points": [point]}


@given(f"{OF}/ready/")
def _(o: Office) -> Sent:
    seen = o.put_up()
    return {"ref": seen.ref}, {"content_sha256": seen.text.sha256, "ticked": list(codes("decision")), "despite": "It is short."}


def _to_sign(o: Office) -> Any:
    return ground.ready(o.people, ground.a_case(o.people, 2))


@given(f"{OF}/sign/")
def _(o: Office) -> Sent:
    seen = _to_sign(o)
    return {"ref": seen.ref}, {"outcome": "agree", "content_sha256": seen.text.sha256}


@given(f"{OF}/box/")
def _(o: Office) -> Sent:
    seen = _to_sign(o)
    return {"ref": seen.ref}, {"answer": "amend", "content_sha256": seen.text.sha256, "because": "Say when."}


@given("/api/v1/letters/new/")
def _(o: Office) -> Sent:
    return {}, {"decision": o.decision, "template": "decision-upheld", "to_address": "ada@post.example"}


@given("/api/v1/letters/owed/")
def _(o: Office) -> Sent:
    return {}, {"concerns": o.followed}


@given("/api/v1/letters/<ref>/approve/")
def _(o: Office) -> Sent:
    return {}, {"content_sha256": o.digest_of_the_letter()}


@given("/api/v1/letters/<ref>/send/")
def _(o: Office) -> Sent:
    letters.approve(o.letter, seen_sha256=o.digest_of_the_letter(), by=o["casework-manager"])
    return {}, {}


@given("/api/v1/reviews/<ref>/refuse/")
def _(o: Office) -> Sent:
    return {}, {"reason": "answered", "because": "It was answered."}


@given("/api/v1/cases/<ref>/investigation/issue/")
def _(o: Office) -> Sent:
    return {}, {"words": "It took too long."}


@given("/api/v1/compliance/<ref>/judge/")
def _(o: Office) -> Sent:
    return {}, {"became": "satisfied", "on": today().isoformat(), "words": "Paid."}


@given("/api/v1/risk/<ref>/assess/")
def _(o: Office) -> Sent:
    scores = [{"dimension": one, "points": 0} for one in CODES]
    return {}, {"scores": scores, "owner": o["casework-manager"].ref, "review_on": LATER}


@given("/api/v1/involvement/<ref>/answer/")
def _(o: Office) -> Sent:
    return {}, {"words": "You may."}


@given("/api/v1/advice/new/")
def _(o: Office) -> Sent:
    return {}, {"way": "given", "about": o.case, "asker": "Investigations", "question": "May we wait?"}


@given("/api/v1/post/typed/")
def _(o: Office) -> Sent:
    return {}, {"sender_name": "Mrs A", "subject": "Bins", "words": "It was sent from the portal."}


@given("/api/v1/post/<ref>/triage/")
def _(o: Office) -> Sent:
    return {}, {"way": "direct", "direct_to": "Legal", "owner": o["casework-manager"].ref, "next_action": "Read it"}


given("/api/v1/post/<ref>/accept/")(lambda o: ({}, {}))


@given("/api/v1/post/<ref>/close/")
def _(o: Office) -> Sent:
    said = {"outcome": "reply", "principles": ["customer focus"], "because": "It was answered."}
    return {"ref": cases.case(o.case).items[0]}, said


@given("/api/v1/cases/<ref>/plan/")
def _(o: Office) -> Sent:
    return {}, {"next_action": "Ask the council", "due": LATER}


@given("/api/v1/hand-over/")
def _(o: Office) -> Sent:
    return {}, {"was": cases.case(o.case).owner, "owner": o["casework-manager"].ref, "notes": {o.case: "Ask the council."}}


@given("/api/v1/cases/<ref>/hand-over/")
def _(o: Office) -> Sent:
    return {}, {"owner": o["casework-manager"].ref, "note": "Ask the council."}


given("/api/v1/cases/<ref>/investigate/")(lambda o: ({}, {}))


@given("/api/v1/calls/new/")
def _(o: Office) -> Sent:
    return {}, {"caller": "Leander Quist", "gist": "He asked when.", "verified": "not verified"}


@given("/api/v1/tasks/new/")
def _(o: Office) -> Sent:
    return {}, {"what": "Ring back", "owner": o["casework-manager"].ref, "due": today().isoformat(), "about": o.case}


@given("/api/v1/tasks/<ref>/finish/")
def _(o: Office) -> Sent:
    return {}, {"words": "She was rung back."}
