"""The ombudsman's forms for looking again: reviews, decisions, referrals and advice."""

from duly.casework import flow
from duly.casework.cases import queries as cases
from duly.casework.reviews import actions as reviews
from duly.core.record.clock import today
from tests.access.office import BECAUSE, Office, Sent, given, typed
from tests.proofs import ground

VALID = ["ours", "says-why", "not-done"]


def come_to(o: Office, until: str, **said: str) -> Sent:
    """A review that has come so far, and a reason."""
    return {"ref": ground.a_review(o.people, 8, until=until, **said).ref}, dict(BECAUSE)


@given("/reviews/new/")
def _(o: Office) -> Sent:
    said = {"asker": "complainant", "asked_by": "Mrs Ada Example", "received_on": typed(today()), "source": "", "promised": "review-answer"}
    return {}, {"decision": o.decision, "ground-facts": "We answered."} | said


@given("/reviews/<str:ref>/accept/")
def _(o: Office) -> Sent:
    ref, said = come_to(o, "ask")
    return ref, said | {"valid": VALID}


@given("/reviews/<str:ref>/refuse/")
def _(o: Office) -> Sent:
    ref, said = come_to(o, "ask")
    return ref, said | {"reason": "answered"}


@given("/reviews/<str:ref>/withdraw/")
def _(o: Office) -> Sent:
    ref, said = come_to(o, "ask")
    return ref, said | {"on": typed(today()), "proof": cases.case(o.case).items[0]}


@given("/reviews/<str:ref>/assign/")
def _(o: Office) -> Sent:
    ref, _ = come_to(o, "accept")
    return ref, {"reviewer": o["casework-manager"].ref}


@given("/reviews/<str:ref>/plan/")
def _(o: Office) -> Sent:
    ref, _ = come_to(o, "assign")
    return ref, {"issues": "Did we answer?", "words": "", "target_on": typed(today())}


@given("/reviews/<str:ref>/find/")
def _(o: Office) -> Sent:
    ref, _ = come_to(o, "assign")
    return ref, {"place": "1", "finding": "method", "reasons": "The log.", "evidence": ""}


@given("/reviews/<str:ref>/conclude/")
def _(o: Office) -> Sent:
    ref, said = come_to(o, "find")
    return ref, said | {"route": "resolve"}


@given("/reviews/<str:ref>/carry-out/")
def _(o: Office) -> Sent:
    return come_to(o, "conclude")


@given("/reviews/<str:ref>/refer-back/")
def _(o: Office) -> Sent:
    ref, said = come_to(o, "conclude", route="refer back")
    return ref, said | {"team": "investigator"}


@given("/reviews/<str:ref>/take-back/")
def _(o: Office) -> Sent:
    return referred_back(o)


@given("/reviews/<str:ref>/send-back/")
def _(o: Office) -> Sent:
    return referred_back(o)


def referred_back(o: Office) -> Sent:
    ref, said = come_to(o, "conclude", route="refer back")
    reviews.refer_back(ref["ref"], team="investigator", because="Theirs.", by=o["casework-manager"])
    return ref, said


@given("/reviews/<str:ref>/to-tell/")
def _(o: Office) -> Sent:
    return {}, {"party": "body", "what": "That it is looked at again.", "by_when": typed(today())}


@given("/reviews/<str:ref>/tell/")
def _(o: Office) -> Sent:
    return {}, {"place": "1", "on": typed(today()), "how": "By letter", "proof": ""}


@given("/reviews/<str:ref>/close/")
def _(o: Office) -> Sent:
    ref, _ = come_to(o, "conclude")
    by = o["casework-manager"]
    seen = flow.carry_out_review(ref["ref"], because="Done.", by=by)
    for one in seen.untold:
        flow.tell_party(seen.ref, place=one.place, on=today(), how="By letter", by=by)
    return ref, {}


@given("/decisions/<str:ref>/withdraw/")
def _(o: Office) -> Sent:
    return {}, BECAUSE | {"true_from": typed(today())}


@given("/decisions/<str:ref>/code/")
def _(o: Office) -> Sent:
    return {}, BECAUSE | {"code": "partly upheld"}


@given("/referrals/new/")
def _(o: Office) -> Sent:
    said = {"kind": "external review", "to_whom": "An external reviewer", "question": "Is it fair?", "due_on": typed(today())}
    return {}, {"case": o.case} | said


@given("/referrals/letter/<str:ref>/")
def _(o: Office) -> Sent:
    return {"ref": cases.case(o.case).items[0]}, {}


@given("/referrals/<str:ref>/answer/")
def _(o: Office) -> Sent:
    return {}, {"on": typed(today()), "answer": "It may.", "with_what": ""}


@given("/referrals/<str:ref>/close/")
def _(o: Office) -> Sent:
    return {}, BECAUSE | {"done_on": typed(today())}


@given("/advice/new/")
def _(o: Office) -> Sent:
    said = {"way": "given", "asker": "Investigations", "question": "May we wait?", "subjects": "", "asked_on": typed(today())}
    return {}, said | {"about": o.case}


@given("/advice/<str:ref>/answer/")
def _(o: Office) -> Sent:
    said = {"answerer": "The Casework Manager", "answer": "You may.", "answered_on": typed(today())}
    return {"ref": ground.an_advice(o.people, o.case, answered=False)}, said


@given("/advice/<str:ref>/rely/")
def _(o: Office) -> Sent:
    return {}, {"case_ref": ground.a_case(o.people, 2)}


@given("/advice/<str:ref>/let-go/")
def _(o: Office) -> Sent:
    return {}, BECAUSE | {"case_ref": o.case}


@given("/advice/<str:ref>/withdraw/")
def _(o: Office) -> Sent:
    return {}, BECAUSE | {"instead": ""}
