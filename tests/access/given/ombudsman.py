"""The ombudsman's forms: post, submissions, clocks and letters; the directory and calls."""

from datetime import timedelta

from duly.casework import flow as casework
from duly.casework.cases import actions as case_actions
from duly.casework.cases import queries as cases
from duly.casework.correspondence import actions as post
from duly.casework.correspondence import queries as items
from duly.casework.examples.post import MORNING, as_mail
from duly.casework.flow.reading import compared, standing_on
from duly.casework.risk.rules.scoring import CODES
from duly.casework.submissions import actions as writing
from duly.casework.submissions import queries as submissions
from duly.casework.submissions.rules import codes
from duly.core.calendar import queries as calendar
from duly.core.calendar.actions import add_holiday
from duly.core.clocks import actions as clocks
from duly.core.confidentiality import actions as confidentiality
from duly.core.contacts import actions as contacts
from duly.core.directory import actions as entering
from duly.core.directory import queries as directory
from duly.core.record.clock import now, today
from duly.primitives.actor import SYSTEM
from duly.primitives.refusal import Refusal
from tests.access.office import BECAUSE, Form, Office, Sent, given, typed, upload
from tests.proofs import ground


@given("/post/register/")
def _(o: Office) -> Sent:
    mail = as_mail(MORNING[4], sent_on=today()).decode()
    return {}, {"file": upload(mail, MORNING[4].name), "received_on": typed(today())}


def _with_an_attachment(o: Office) -> Sent:
    arrival = next(one for one in MORNING if one.attachment)
    seen = casework.register_post(arrival.name, as_mail(arrival, sent_on=today()), received_on=today(), by=o["executive-assistant"])
    return {"ref": seen.ref, "number": "1"}, {}


given("/post/<str:ref>/attachments/<int:number>/")(_with_an_attachment)
given("/api/v1/post/<ref>/attachments/<number>/")(_with_an_attachment)


@given("/post/<str:ref>/triage/")
def _(o: Office) -> Sent:
    return {}, {"way": "direct", "direct_to": "Legal", "owner": o["casework-manager"].ref, "next_action": "Read it"}


@given("/post/key/")
def _(o: Office) -> Sent:
    return {}, {
        "channel": "phone",
        "received_on": typed(today()),
        "sender_name": "Mrs A",
        "subject": "Bins",
        "words": "She rang about bins.",
    }


def _held(o: Office) -> Sent:
    why = Refusal("kind-of-file", "It is no kind of file that is kept.")
    return {"ref": post.hold_back("a.exe", b"MZ", why=why, came_by="the drop folder", by=o["executive-assistant"])}, BECAUSE


given("/post/held-back/<str:ref>/content/")(_held)
given("/post/held-back/<str:ref>/settle/")(_held)


@given("/post/<str:ref>/forward/")
def _(o: Office) -> Sent:
    return {}, {"to_name": "A council", "to_address": "post@council.example"} | BECAUSE


@given("/post/<str:ref>/request/")
def _(o: Office) -> Sent:
    return {}, {"under": "foi"}


@given("/post/<str:ref>/give/")
def _(o: Office) -> Sent:
    return {"ref": cases.case(o.case).items[0]}, {"owner": o["head-of-casework"].ref} | BECAUSE


@given("/post/<str:ref>/take-up/")
def _(o: Office) -> Sent:
    item = cases.case(o.case).items[0]
    post.close(item, outcome="reply", principles=["customer focus"], because="We answered.", by=o["executive-assistant"])
    return {"ref": item}, {"owner": o["head-of-casework"].ref, "next_action": "Read it"} | BECAUSE


@given("/post/<str:ref>/put-right/")
def _(o: Office) -> Sent:
    return {}, {"received_on": typed(today()), "channel": "letter", "sender_name": "Mrs Ada Exemple"} | BECAUSE


@given("/post/<str:ref>/close/")
def _(o: Office) -> Sent:
    return {"ref": cases.case(o.case).items[0]}, BECAUSE | {"outcome": "reply", "principles": ["customer focus"]}


@given("/post/watch/")
def _(o: Office) -> Sent:
    return {}, {"what": "PSO-2026-00017", "because": "It is in the news"}


@given("/post/watch/<str:ref>/end/")
def _(o: Office) -> Sent:
    return {"ref": post.watch("Idris Cole", because="A campaign", by=o["casework-manager"]).ref}, BECAUSE


@given("/post/<str:ref>/flag/")
def _(o: Office) -> Sent:
    return {}, {"rule": "press"} | BECAUSE


@given("/post/<str:ref>/unflag/")
def _(o: Office) -> Sent:
    return {}, {"rule": "mp"} | BECAUSE


@given("/post/<str:ref>/flag-again/")
def _(o: Office) -> Sent:
    post.watch("Marlbrook Integrated Care Board", because="A campaign", by=o["casework-manager"])
    return {}, {}


@given("/submissions/<str:ref>/return/")
def _(o: Office) -> Sent:
    seen = o.put_up()
    return {"ref": seen.ref}, _a_return(o)


def _a_return(o: Office) -> Form:
    point = {"p1_reason": "remedy", "p1_words": "Why?", "p1_paragraph": "1"}
    return point | {"who_fixes": o["investigator"].ref, "fix_by": typed(today())}


@given("/submissions/<str:ref>/verdict/")
def _(o: Office) -> Sent:
    return {"ref": o.put_up().ref}, _a_return(o) | {"verdict": "return"}


@given("/submissions/<str:ref>/withdraw/")
def _(o: Office) -> Sent:
    return {"ref": a_draft(o)}, BECAUSE


@given("/submissions/<str:ref>/route/")
def _(o: Office) -> Sent:
    return {"ref": o.put_up().ref}, {"post": "casework-manager", "because": "It is novel."}


@given("/submissions/<str:ref>/party/")
def _(o: Office) -> Sent:
    return {"ref": a_draft(o)}, {"from_whom": "A body", "words": "It was late."}


@given("/submissions/<str:ref>/evidence/")
def _(o: Office) -> Sent:
    ref = a_draft(o)
    (item,) = cases.case(submissions.submission(ref).case_ref).items
    return {"ref": ref}, {"title": "The letter", "source": item, "page": "1"}


@given("/submissions/<str:ref>/answer/")
def _(o: Office) -> Sent:
    ref = a_draft(o)
    writing.remark(ref, kind="party", from_whom="A body", words="It was late.", by=o["investigator"])
    return {"ref": ref}, {"a0_1": "It was.", "at0_1": ""}


def a_draft(o: Office) -> str:
    """A submission that is with its author."""
    case = ground.a_case(o.people, 2)
    said = {"kind": "decision", "ask": "Uphold", "remedy_pence": 0, "mp_interest": False, "paragraphs": ("What happened.",)}
    return writing.draft(case, by=o["investigator"], **said).ref


@given("/submissions/<str:ref>/ready/")
def _(o: Office) -> Sent:
    seen = o.put_up()
    return {"ref": seen.ref}, {"seen_sha256": seen.text.sha256, "ticked": codes("decision"), "despite": "It is in the annex."}


@given("/submissions/<str:ref>/sign/")
def _(o: Office) -> Sent:
    seen = ground.ready(o.people, ground.a_case(o.people, 2))
    return {"ref": seen.ref}, {"outcome": "agree", "because": "", "seen_sha256": seen.text.sha256}


@given("/submissions/<str:ref>/circumstances/")
def _(o: Office) -> Sent:
    return {"ref": o.put_up().ref}, {"office": "York", "subject": "housing"}


def running(o: Office, *, stopped: bool = False) -> str:
    ref = casework.clock_on_case(o.case, rule="foi", began=today(), by=o["investigator"]).ref
    if stopped:
        clocks.stop(ref, on=today(), because="We asked.", by=o["investigator"])
    return ref


@given("/clocks/new/")
def _(o: Office) -> Sent:
    return {}, {"case": o.case, "rule": "foi", "began": typed(today()), "because": ""}


@given("/clocks/reviews/asked/")
def _(o: Office) -> Sent:
    return {}, {"decision": o.decision, "received_on": typed(today()), "promised": "review-answer"}


@given("/clocks/<str:ref>/stop/")
def _(o: Office) -> Sent:
    return {"ref": running(o)}, BECAUSE | {"on": typed(today())}


@given("/clocks/<str:ref>/restart/")
def _(o: Office) -> Sent:
    return {"ref": running(o, stopped=True)}, BECAUSE | {"on": typed(today())}


@given("/clocks/<str:ref>/extend/")
def _(o: Office) -> Sent:
    return {"ref": running(o)}, BECAUSE | {"added": "2", "authority": "section 10(3)"}


@given("/clocks/<str:ref>/meet/")
def _(o: Office) -> Sent:
    return {"ref": running(o)}, {"on": typed(today()), "because": ""}


@given("/clocks/<str:ref>/end/")
def _(o: Office) -> Sent:
    return {"ref": running(o)}, BECAUSE


@given("/clocks/<str:ref>/take-back/")
def _(o: Office) -> Sent:
    return {"ref": running(o, stopped=True)}, BECAUSE | {"step": "2", "on": ""}


@given("/clocks/moved/again/")
def _(o: Office) -> Sent:
    running(o)
    ahead = calendar.add_working_days(today(), 5, division="scotland").day
    add_holiday(division="scotland", day=ahead, title="A day appointed", by=SYSTEM)
    return {}, {}


IN_A_WHILE = {"review_on": typed(today() + timedelta(days=60)), "expires_on": typed(today() + timedelta(days=120))}


def _instruction(o: Office, step: str) -> Form:
    return {"ref": ground.an_instruction(o.people, o.entry, o.case, step=step)}


@given("/instructions/new/")
def _(o: Office) -> Sent:
    said = {
        "about": o.entry,
        "kind": "writing only",
        "case_refs": o.case,
        "channels": ["phone"],
        "reader": o["assistant-casework-manager"].ref,
    }
    words = {"reasons": "Shouting.", "adjustments": "Asked; none.", "warning": "Twice.", "must_read": "Danger."}
    return {}, said | words | IN_A_WHILE


@given("/instructions/<str:ref>/authorise/")
def _(o: Office) -> Sent:
    return _instruction(o, "proposed"), {"because": ""}


@given("/instructions/<str:ref>/refuse/")
def _(o: Office) -> Sent:
    return _instruction(o, "proposed"), BECAUSE


@given("/instructions/<str:ref>/in-force/")
def _(o: Office) -> Sent:
    return _instruction(o, "authorised"), {"notified_on": typed(today()), "starts": typed(today()), "how": "By letter."}


@given("/instructions/<str:ref>/review/")
def _(o: Office) -> Sent:
    return _instruction(o, "in force"), BECAUSE | IN_A_WHILE


@given("/instructions/<str:ref>/lift/")
def _(o: Office) -> Sent:
    return _instruction(o, "in force"), BECAUSE


@given("/risk/looked/")
def _(o: Office) -> Sent:
    return {}, {}


@given("/risk/<str:ref>/assess/")
def _(o: Office) -> Sent:
    points = {f"{one}_points": "0" for one in CODES} | {"safety_points": "1", "safety_evidence": "She fell."}
    return {}, points | {"owner": o["casework-manager"].ref, "mitigation": "We ring.", "review_on": typed(today() + timedelta(days=28))}


@given("/risk/<str:ref>/confirm/")
def _(o: Office) -> Sent:
    ground.a_risk(o.people, o.case)
    return {}, BECAUSE | {"review_on": typed(today() + timedelta(days=28))}


def _brought_in(o: Office, which: int) -> Form:
    return {"ref": ground.brought_in(o.people, o.case)[which]}


@given("/involvement/new/")
def _(o: Office) -> Sent:
    said = {"case": o.case, "rung": "inform", "asked_of": o["ombudsman"].ref, "asks": "She wrote.", "by_day": typed(today())}
    return {}, said


@given("/involvement/<str:ref>/acknowledge/")
def _(o: Office) -> Sent:
    return _brought_in(o, 0), {}


@given("/involvement/<str:ref>/answer/")
def _(o: Office) -> Sent:
    return _brought_in(o, 0), {"words": "Yes."}


@given("/involvement/<str:ref>/take-over/")
def _(o: Office) -> Sent:
    return _brought_in(o, 0), {"words": "It is mine."}


@given("/involvement/<str:ref>/withdraw/")
def _(o: Office) -> Sent:
    return _brought_in(o, 0), {"words": "It is settled."}


@given("/commissioned/new/")
def _(o: Office) -> Sent:
    return {}, {"case": o.case, "owner": o["investigator"].ref, "terms": "Read the file.", "due_on": typed(today())}


@given("/commissioned/<str:ref>/done/")
def _(o: Office) -> Sent:
    return _brought_in(o, 1), {"words": "Nothing in it."}


@given("/commissioned/<str:ref>/withdraw/")
def _(o: Office) -> Sent:
    return _brought_in(o, 1), {"words": "Not after all."}


@given("/post/<str:ref>/reading/")
def _(o: Office) -> Sent:
    every = len(compared(standing_on(items.item(o.item))).sentences)
    return {}, {f"kind-1-{every}": "new point", f"new-1-{every}": "1", "within": "on"}


@given("/letters/<str:ref>/approve/")
def _(o: Office) -> Sent:
    return {}, {"seen_sha256": o.digest_of_the_letter()}


# ---- the directory


def _entry(o: Office):
    return directory.entry(o.entry)


@given("/cases/<str:ref>/party/")
def _(o: Office) -> Sent:
    return {}, {"entry_ref": o.entry, "role": "complainant"}


@given("/cases/<str:ref>/next/")
def _(o: Office) -> Sent:
    return {}, {"next_action": "Ask the council"}


def _complains(o: Office) -> str:
    case_actions.name_party(o.case, entry_ref=o.entry, role="complainant", by=o["casework-manager"])
    return o.entry


@given("/cases/<str:ref>/withdraw/")
def _(o: Office) -> Sent:
    return {}, {"who": _complains(o), "how": "letter", "received_on": today().isoformat()} | BECAUSE


@given("/cases/<str:ref>/withdraw/back/")
def _(o: Office) -> Sent:
    casework.withdraw_complaint(
        o.case, who=_complains(o), how="letter", received_on=today(), because="She wrote.", by=o["casework-manager"]
    )
    return {}, BECAUSE


@given("/cases/<str:ref>/agree/")
def _(o: Office) -> Sent:
    return {}, {"entry_ref": _complains(o), "to": "closing"} | BECAUSE


@given("/cases/<str:ref>/carry-on/")
def _(o: Office) -> Sent:
    casework.record_death(_complains(o), on=today(), source="A letter", by=o["casework-manager"])
    return {}, {"died": o.entry, "as_what": "nobody", "starts": today().isoformat()} | BECAUSE


@given("/directory/<str:ref>/died/")
def _(o: Office) -> Sent:
    return {}, {"way": "died", "died_on": today().isoformat(), "source": "Her daughter rang"}


def _another(o: Office) -> str:
    return ground.a_case(o.people, 2)


_ENDED = {"outcome": "resolved", "principles": ["getting it right"], "because": "It was put right."}


def _closing(o: Office) -> Sent:
    return {"ref": _another(o)}, _ENDED


def _reopening(o: Office) -> Sent:
    return {"ref": casework.close_case(_another(o), **_ENDED, by=o["casework-manager"]).ref}, BECAUSE


for _way, _sent in (("close", _closing), ("reopen", _reopening)):
    given(f"/cases/<str:ref>/{_way}/")(_sent)
    given(f"/api/v1/cases/<ref>/{_way}/")(_sent)


@given("/cases/<str:ref>/tie/")
def _(o: Office) -> Sent:
    return {}, {"kind": "linked with", "other": _another(o)} | BECAUSE


@given("/cases/<str:ref>/untie/")
def _(o: Office) -> Sent:
    other = _another(o)
    case_actions.tie(o.case, other=other, kind="linked with", because="One delay.", by=o["casework-manager"])
    return {}, {"kind": "linked with", "other": other} | BECAUSE


@given("/cases/<str:ref>/split/")
def _(o: Office) -> Sent:
    return {}, {"title": "A second matter", "items": cases.case(o.case).items[0]} | BECAUSE


@given("/cases/<str:ref>/misfiled/")
def _(o: Office) -> Sent:
    other = _another(o)
    paper = cases.case(o.case).opened_from
    case_actions.link_item(other, item_ref=paper, by=o["executive-assistant"])
    return {"ref": other}, {"item": paper, "right": _third(o)} | BECAUSE


def _third(o: Office) -> str:
    return ground.a_case(o.people, 3)


@given("/breaches/new/")
def _(o: Office) -> Sent:
    said = {"because": "It was left on a train.", "whose": "The complainant's", "found_on": typed(today())}
    return {}, {"about": o.case, "kind": "lost"} | said


@given("/breaches/<str:ref>/step/")
def _(o: Office) -> Sent:
    return {}, {"step": "taken back", "words": "It was found."}


@given("/cases/hand-over/")
def _(o: Office) -> Sent:
    whose = {"was": cases.case(o.case).owner, "owner": o["casework-manager"].ref}
    return {}, whose | {o.case: "Ask the council."}


@given("/directory/new/")
def _(o: Office) -> Sent:
    return {}, {"kind": "person", "name": "Leander Quist"}


@given("/directory/<str:ref>/tell/")
def _(o: Office) -> Sent:
    return {}, {"kind": "format", "text": "large print"}


@given("/directory/<str:ref>/end/")
def _(o: Office) -> Sent:
    return {}, {"id": str(next(one.id for one in _entry(o).details if one.kind == "phone"))}


@given("/directory/<str:ref>/role/")
def _(o: Office) -> Sent:
    return {}, {"role": "member of parliament", "of": "Northmere West"}


@given("/directory/<str:ref>/end-role/")
def _(o: Office) -> Sent:
    return {}, {"id": str(_entry(o).roles[0].id)}


@given("/directory/<str:ref>/merge/")
def _(o: Office) -> Sent:
    other = entering.enter(kind="person", name="Perpetua Vane", by=o["casework-manager"])
    return {}, {"other": other.ref, "because": "She said so."}


@given("/directory/<str:ref>/part/")
def _(o: Office) -> Sent:
    return {}, {"other": _entry(o).others[0]} | BECAUSE


@given("/directory/<str:ref>/marker/")
def _(o: Office) -> Sent:
    form = {
        "kind": "distress",
        "owner": o["casework-manager"].ref,
        "review_on": typed(today()),
        "lapses_on": typed(today() + timedelta(days=9)),
    }
    return {}, form | BECAUSE


@given("/directory/<str:ref>/marker-again/")
def _(o: Office) -> Sent:
    return {}, {"ref": o.entry, "number": "1", "way": "lift"} | BECAUSE


@given("/calls/<str:ref>/put-right/")
def _(o: Office) -> Sent:
    by = o["casework-manager"]
    call = contacts.log_call(at=now(), caller="Mrs A", case_ref=o.case, verified="not verified", gist="Bins", by=by)
    return {"ref": call.ref}, {"caller": "Mrs B", "case_ref": o.case, "gist": "Benefits"} | BECAUSE


@given("/calls/new/")
def _(o: Office) -> Sent:
    return {}, {"caller": "Leander Quist", "gist": "He asked when.", "verified": "not verified", "direction": "they rang us"}


@given("/enquiries/new/")
def _(o: Office) -> Sent:
    return {}, {"asker": "A clerk", "question": "When?", "expected": "A date", "needed_by": typed(today())}


@given("/enquiries/<str:ref>/step/")
def _(o: Office) -> Sent:
    return {}, {"way": "propose", "words": "Tell them 412."}


@given("/tasks/new/")
def _(o: Office) -> Sent:
    return {}, {"what": "Ring back", "owner": o["casework-manager"].ref, "due": typed(today()), "about": o.case}


@given("/tasks/<str:ref>/step/")
def _(o: Office) -> Sent:
    return {}, {"way": "finish", "words": "She was rung."}


@given("/cases/<str:ref>/access/step/")
def _(o: Office) -> Sent:
    return {}, {"way": "declare"} | BECAUSE


@given("/cases/<str:ref>/file/move/")
def _(o: Office) -> Sent:
    return {}, {"way": "store", "where": "Shelf 12", "volume": "1", "moved_on": typed(today())}


@given("/restricted/")
def _(o: Office) -> Sent:
    head = o["auditor"].ref if "auditor" in o.people else o["head-of-casework"].ref
    confidentiality.restrict(o.case, officers=(head,), because="A colleague", by=o["head-of-casework"])
    return {}, {"case": o.case, "reason": "deadline", "because": "The court wants an answer tonight"}


@given("/restricted/<int:number>/review/")
def _(o: Office) -> Sent:
    confidentiality.restrict(o.case, officers=(o["investigator"].ref,), because="A colleague", by=o["head-of-casework"])
    opened = confidentiality.break_glass(o.case, reason="deadline", because="The court wants it tonight", by=o["casework-manager"])
    return {"number": opened.id}, {"finding": "justified"} | BECAUSE


CASES_OF_BEFORE = "reference,opened,stage,title,complainant,body,owner,next action\nCMS/{},2019-05-01,closed,A,C,B,{},\n"


def _taken_over(o: Office, owner: str = "") -> str:
    """A file of one closed case that was handed over: taken over, or refused for whom it names."""
    return case_actions.take_over("cases.csv", CASES_OF_BEFORE.format(77, owner).encode(), by=o["casework-manager"]).ref


given("/cases/take-over/")(lambda o: ({}, {"file": upload(CASES_OF_BEFORE.format(78, ""), "cases.csv"), "source": "CMS"}))
given("/cases/take-over/<str:ref>/")(lambda o: ({"ref": _taken_over(o)}, {}))
given("/api/v1/cases/take-over/<ref>/")(lambda o: ({"ref": _taken_over(o)}, {}))
given("/cases/take-over/<str:ref>/faults.csv")(lambda o: ({"ref": _taken_over(o, "nobody.here")}, {}))


@given("/cases/<str:ref>/put-right/")
def _(o: Office) -> Sent:
    return {}, {"title": "Delay in answering", "complainant": "Mrs Ada Right", "body": "Northmere Council"} | BECAUSE
