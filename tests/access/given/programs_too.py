"""What programs send where a page is sent the like: the page's own form, with days as programs write them and names as the API has them."""

import os
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from duly.casework import flow as casework
from duly.casework.boxes import actions as principals
from duly.casework.cases import actions as cases
from duly.casework.cases import queries as known
from duly.core.confidentiality import actions as confidentiality
from duly.core.contacts import actions as contacts
from duly.core.record.clock import today
from tests.access.given import adjudicated, boxes, letters, looking_again, ombudsman  # noqa: F401  (their forms are these)
from tests.access.office import BECAUSE, GIVEN, Form, Office, Sent, given
from tests.proofs import ground

API = "/api/v1"
Changes = Callable[[Form], Form]


def said(value: Any) -> Any:
    """One value as programs write it: days in ISO 8601."""
    if isinstance(value, str) and re.fullmatch(r"\d\d/\d\d/\d{4}", value):
        return "-".join(reversed(value.split("/")))
    return value


def as_on(page: str, api: str = "", change: Changes = dict) -> None:
    """Send to an address of the API what its page is sent."""

    def sent(o: Office) -> Sent:
        words, form = GIVEN[page](o)
        return {("paper" if name == "copy" else name): ref for name, ref in words.items()}, change(
            {name: said(value) for name, value in form.items()}
        )

    given(API + (api or re.sub(r"<\w+:(\w+)>", r"<\1>", page)))(sent)


def called(**names: str) -> Changes:
    """The same under other names; a name for nothing leaves it out."""
    return lambda form: {new: value for name, value in form.items() if (new := names.get(name, name))}


def only(*names: str) -> Changes:
    """Nothing but these."""
    return lambda form: {name: form[name] for name in names}


LATER = (today() + timedelta(days=14)).isoformat()
CASE, POST, DIRECTORY = "/cases/<str:ref>/", "/post/<str:ref>/", "/directory/<str:ref>/"
LETTER, STANDARD = "/letters/<str:ref>/", "/letters/standard/<slug:code>/<int:number>/"
for same in (
    *(f"{POST}{step}/" for step in ("forward", "give", "request", "flag", "unflag", "flag-again")),
    *("/post/watch/", "/post/watch/<str:ref>/end/", "/restricted/", "/restricted/<int:number>/review/"),
    *(f"/clocks/<str:ref>/{step}/" for step in ("stop", "restart", "extend", "meet", "end")),
    *(f"/instructions/<str:ref>/{step}/" for step in ("authorise", "refuse", "in-force", "review", "lift")),
    *(f"{CASE}{step}/" for step in ("put-right", "tie", "untie", "misfiled", "carry-on", "withdraw")),
    *(f"{DIRECTORY}{step}/" for step in ("tell", "end", "end-role", "role", "merge", "part", "marker")),
    *(f"/submissions/<str:ref>/box/{step}/" for step in ("read", "place", "lesson")),
    *("/directory/new/", "/enquiries/new/", "/submissions/boxes/<str:post>/"),
    *(f"{LETTER}{step}/" for step in ("drop", "ink", "comment", "return", "take-up", "delivered", "formats")),
    f"{LETTER}formats/<str:copy>/cancel/",
    *(f"/involvement/<str:ref>/{step}/" for step in ("acknowledge", "take-over", "withdraw")),
    *(f"/commissioned/<str:ref>/{step}/" for step in ("done", "withdraw")),
):
    as_on(same, "" if "<str:copy>" not in same else same.replace("<str:ref>", "<ref>").replace("<str:copy>", "<paper>"))
for page in (
    *("/advice/<str:ref>/answer/", "/advice/<str:ref>/withdraw/", "/chasing/<str:ref>/stop/", "/risk/<str:ref>/confirm/"),
    *("/referrals/new/", "/referrals/letter/<str:ref>/", "/referrals/<str:ref>/answer/", "/referrals/<str:ref>/close/"),
    *("/decisions/<str:ref>/withdraw/", "/decisions/<str:ref>/code/", "/involvement/new/", "/commissioned/new/"),
    *(f"/submissions/<str:ref>/{step}/" for step in ("route", "party", "evidence", "circumstances", "withdraw")),
):
    as_on(page)
for step in ("rely", "let-go"):
    as_on(f"/advice/<str:ref>/{step}/", change=called(case_ref="case"))
as_on(f"{DIRECTORY}marker-again/", change=lambda form: {"number": 1, "review_on": LATER, "lapses_on": LATER} | BECAUSE)
as_on("/clocks/<str:ref>/take-back/", change=lambda form: {"step": 2} | BECAUSE)
as_on("/chasing/<str:ref>/day/", change=lambda form: {"due": LATER} | BECAUSE)
as_on(f"{CASE}party/", change=called(entry_ref="entry"))
as_on(f"{CASE}split/", change=lambda form: form | {"items": [form["items"]]})
as_on(f"{CASE}withdraw/back/", "/cases/<ref>/take-back/")
as_on(f"{CASE}agree/", change=called(entry_ref="entry"))
as_on(f"{CASE}file/move/", "/cases/<ref>/paper/move/")
as_on(f"{CASE}access/step/", "/cases/<ref>/access/restrict/", only("because"))
as_on("/instructions/new/", change=lambda form: form | {"case_refs": [form["case_refs"]]})
as_on(f"{DIRECTORY}died/", change=lambda form: {"on": form["died_on"], "source": form["source"]})
as_on(f"{DIRECTORY}marker-again/", "/directory/<ref>/lift-marker/", only("number", "because"))
as_on("/enquiries/<str:ref>/step/", "/enquiries/<ref>/propose/", lambda form: {"proposal": form["words"]})
as_on("/submissions/<str:ref>/box/back/", "/submissions/<ref>/box/receive/")
as_on(f"{LETTER}formats/<str:copy>/", "/letters/<ref>/formats/<paper>/in-hand/")
as_on(f"{STANDARD}put-forward/", "/standard-letters/<code>/<number>/put-forward/")
as_on(f"{STANDARD}send-back/", "/standard-letters/<code>/<number>/send-back/")
as_on(f"{STANDARD}adopt/", "/standard-letters/<code>/<number>/adopt/", called(seen_sha256="content_sha256"))
as_on(f"{STANDARD}renew/", "/standard-letters/<code>/<number>/renew/")
as_on("/letters/standard/new/", "/standard-letters/new/", lambda form: form | {"paragraphs": [{"words": "{{ words }}"}]})
as_on(f"{STANDARD}write/", "/standard-letters/<code>/<number>/write/", lambda form: form | {"paragraphs": [{"words": "{{ words }}"}]})
as_on("/letters/packs/make/", "/print-packs/make/")
as_on("/letters/packs/<str:ref>/printed/", "/print-packs/<ref>/printed/")
as_on("/letters/packs/<str:ref>/posted/", "/print-packs/<ref>/posted/")


@given("/api/v1/cases/<ref>/access/wall/")
def _(o: Office) -> Sent:
    return {}, {"officer": o["assistant-casework-manager"].ref} | BECAUSE


@given("/api/v1/cases/<ref>/access/unwall/")
def _(o: Office) -> Sent:
    confidentiality.wall(o.case, officer=o["assistant-casework-manager"].ref, because="A sister", by=o["casework-manager"])
    return {}, {"officer": o["assistant-casework-manager"].ref} | BECAUSE


def _by_night() -> None:
    """Every step of a review, each of one that has come so far: that takes longest, and tests/api looks again by day."""
    for step in (
        "accept",
        "withdraw",
        "assign",
        "conclude",
        "carry-out",
        "refer-back",
        "take-back",
        "send-back",
        "to-tell",
        "tell",
        "close",
    ):
        as_on(f"/reviews/<str:ref>/{step}/")
    as_on("/reviews/<str:ref>/plan/", change=lambda form: form | {"issues": [form["issues"]]})
    as_on("/reviews/<str:ref>/find/", change=called(evidence=""))


BY_NIGHT = tuple(
    f"{API}/reviews/<ref>/{step}/" for step in ("accept", "withdraw", "assign", "plan", "find", "conclude", "carry-out", "refer-back")
)
BY_NIGHT += tuple(f"{API}/reviews/<ref>/{step}/" for step in ("take-back", "send-back", "to-tell", "tell", "close"))
if os.environ.get("DULY_NIGHTLY") == "1":
    _by_night()


def _restricted(o: Office) -> None:
    every = tuple(o[post].ref for post in ("casework-manager", "head-of-casework", "ombudsman", "investigator"))
    confidentiality.restrict(o.case, officers=every, because="A colleague", by=o["casework-manager"])


@given("/api/v1/cases/<ref>/access/lift/")
def _(o: Office) -> Sent:
    _restricted(o)
    return {}, BECAUSE


@given("/api/v1/cases/<ref>/access/name/")
def _(o: Office) -> Sent:
    _restricted(o)
    return {}, {"officer": o["executive-assistant"].ref}


@given("/api/v1/cases/<ref>/access/unname/")
def _(o: Office) -> Sent:
    _restricted(o)
    return {}, {"officer": o["investigator"].ref}


@given("/api/v1/cases/<ref>/access/mark/")
def _(o: Office) -> Sent:
    return {}, {"paper": known.case(o.case).opened_from, "mark": "privileged"} | BECAUSE


@given("/api/v1/cases/<ref>/access/unmark/")
def _(o: Office) -> Sent:
    paper = known.case(o.case).opened_from
    confidentiality.mark(o.case, paper=paper, mark="privileged", because="Advice", by=o["casework-manager"])
    return {}, {"paper": paper, "mark": "privileged"} | BECAUSE


@given("/api/v1/cases/<ref>/end-agreement/")
def _(o: Office) -> Sent:
    words, form = GIVEN["/cases/<str:ref>/agree/"](o)
    cases.agree(o.case, **form, by=o["casework-manager"])
    return words, {"entry": form["entry_ref"], "to": form["to"]} | BECAUSE


@given("/api/v1/cases/<ref>/link/")
def _(o: Office) -> Sent:
    return {}, {"item": o.item}


@given("/api/v1/cases/new/")
def _(o: Office) -> Sent:
    triage = {"way": "direct", "direct_to": "Casework", "owner": o["investigator"].ref, "next_action": "Open a case"}
    casework.triage_post(o.item, **triage, by=o["executive-assistant"])
    return {}, {"title": "Bins", "complainant": "Mrs A", "body": "A board", "owner": o["investigator"].ref, "item": o.item}


@given("/api/v1/post/<ref>/acknowledge/")
def _(o: Office) -> Sent:
    return {}, {}


@given("/api/v1/enquiries/<ref>/settle/")
def _(o: Office) -> Sent:
    contacts.propose(o.enquiry, proposal="Tell them 412.", by=o["executive-assistant"])
    return {}, {"how": "agree"}


@given("/api/v1/clocks/new/")
def _(o: Office) -> Sent:
    return {}, {"case": o.case, "rule": "foi", "began": today().isoformat()}


@given("/api/v1/enquiries/<ref>/answer/")
def _(o: Office) -> Sent:
    contacts.propose(o.enquiry, proposal="Tell them 412.", by=o["executive-assistant"])
    contacts.settle(o.enquiry, how="agree", by=o["casework-manager"])
    return {}, {"answer": "412."}


@given("/api/v1/directory/<ref>/not-died/")
def _(o: Office) -> Sent:
    casework.record_death(o.entry, on=today(), source="A letter", by=o["casework-manager"])
    return {}, BECAUSE


given("/api/v1/tasks/<ref>/drop/")(lambda o: ({}, {"words": "Not after all."}))
given("/api/v1/tasks/<ref>/give/")(lambda o: ({}, {"owner": o["casework-manager"].ref, "due": LATER}))
given("/api/v1/tasks/<ref>/wait/")(lambda o: ({}, {"waits_for": "The board", "due": LATER}))
given("/api/v1/submissions/<ref>/comment/")(lambda o: ({"ref": o.put_up().ref}, {"words": "Say when.", "paragraph": 1}))
given("/api/v1/submissions/<ref>/revise/")(
    lambda o: ({"ref": ombudsman.a_draft(o)}, {"ask": "Uphold", "paragraphs": ["What happened, and when."]})
)


@given("/api/v1/submissions/<ref>/answer/")
def _(o: Office) -> Sent:
    words, _ = GIVEN["/submissions/<str:ref>/answer/"](o)
    return words, {"answers": [{"place": 1, "words": "It was."}]}


@given("/api/v1/submissions/<ref>/box/reply/")
def _(o: Office) -> Sent:
    seen = ground.ready(o.people, ground.a_case(o.people, 2))
    principals.ask(seen.ref, words="When was that?", by=o["ombudsman"])
    return {"ref": seen.ref}, {"place": 1, "words": "In May."}


@given("/api/v1/letters/<ref>/fill-in/")
def _(o: Office) -> Sent:
    fields = {"address": "1 Example Row", "words": "Thank you."}
    made = casework.write_letter(o.case, to_address="a@b.example", fields=fields, by=o["investigator"])
    return {"ref": made.ref}, {"fields": {"words": "Thank you very much."}}


given("/api/v1/cases/<ref>/investigation/drop/")(lambda o: ({}, {"issue": o.issue} | BECAUSE))
as_on("/breaches/new/")
as_on("/breaches/<str:ref>/step/")
as_on("/post/<str:ref>/give/")
as_on("/post/<str:ref>/take-up/")
as_on("/calls/<str:ref>/put-right/", change=called(case_ref="case"))
as_on("/post/<str:ref>/put-right/")
as_on("/compliance/<str:ref>/put-right/")
