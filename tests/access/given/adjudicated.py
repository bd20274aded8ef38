"""The ombudsman's forms of evidence and chases, of adjudication and compliance."""

import json
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from duly.casework import flow
from duly.casework.adjudication import actions as adjudication
from duly.casework.adjudication import queries
from duly.casework.cases import queries as cases
from duly.casework.flow import chasing, complying
from duly.casework.investigation import queries as investigation
from duly.core.chases import actions as chases
from duly.core.clocks import actions as clocks
from duly.core.record.clock import today
from duly.office import flow as between
from duly.payments.disputes import actions as disputes
from tests.access.given.ombudsman import running
from tests.access.office import BECAUSE, Office, Sent, given, typed


@given("/cases/<str:ref>/investigation/<str:verb>/")
def _(o: Office) -> Sent:
    return {"verb": "issue"}, {"words": "Nobody told her why."}


def to_send_today(o: Office) -> str:
    """A chase whose reminder may be sent: what it chases is due today."""
    return chases.begin(
        kind="work",
        about="W-1",
        ladder="work",
        due=today(),
        what="Advice",
        asked_of="Legal",
        owner=o["investigator"].ref,
        by=o["investigator"],
    ).ref


@given("/chasing/new/")
def _(o: Office) -> Sent:
    return {}, {"clock": running(o), "what": "Advice", "asked_of": "Legal", "address": "", "ladder": "work"}


@given("/chasing/send/")
def _(o: Office) -> Sent:
    to_send_today(o)
    return {}, {}


@given("/chasing/<str:ref>/send/")
def _(o: Office) -> Sent:
    clock = running(o)
    ref = chasing.chase_clock(clock, what="Advice", asked_of="Legal", by=o["investigator"]).ref
    clocks.meet(clock, on=today(), by=o["investigator"])  # it has come: on a working day and on any other the chase is answered
    return {"ref": ref}, {"step": "1"}


@given("/chasing/<str:ref>/stop/")
def _(o: Office) -> Sent:
    return {"ref": to_send_today(o)}, BECAUSE


@given("/chasing/<str:ref>/day/")
def _(o: Office) -> Sent:
    return {"ref": to_send_today(o)}, BECAUSE | {"due": typed(today() + timedelta(days=30))}


@given("/chasing/ladders/")
def _(o: Office) -> Sent:
    return {}, BECAUSE | {"code": "work", "starts": typed(today()), "steps": "1 chaser asked: {what} is late."}


@given("/rules/<str:rules>/")
def _(o: Office) -> Sent:
    said = json.dumps(dict(flow.rule_set_today("risk").content) | {"dormant_days": 45})
    return {}, BECAUSE | {"starts": typed(today()), "file": lambda: SimpleUploadedFile("rules.json", said.encode())}


@given("/api/v1/rules/<rules>/")
def _(o: Office) -> Sent:
    said = dict(flow.rule_set_today("risk").content) | {"dormant_days": 45}
    return {}, BECAUSE | {"starts": today().isoformat(), "content": said}


@given("/cases/<str:ref>/adjudication/<str:verb>/")
def _(o: Office) -> Sent:
    reasons = dict.fromkeys(queries.REASONS, "Because it is so.")
    evidence = [one.ref for one in investigation.pieces(o.case)]
    found = {"fault": "yes", "injustice": "yes", "level": "3", "remedy_pence": "650", "loss_pence": "0", "evidence": evidence}
    return {"verb": "find"}, reasons | found | {"issue": o.issue}


@given("/cases/<str:ref>/compliance/")
def _(o: Office) -> Sent:
    said = {"body": "A body", "action": "Say sorry.", "proof": "A copy.", "due": today() + timedelta(days=9)}
    adjudication.recommend(o.issue, kind="personal", **said, by=o["investigator"])
    return {}, {"address": ""}


@given("/compliance/<str:ref>/judge/")
def _(o: Office) -> Sent:
    return {}, {"became": "satisfied", "on": typed(today()), "words": "It came.", "source_ref": ""}


@given("/compliance/<str:ref>/put-right/")
def _(o: Office) -> Sent:
    complying.judge_compliance(o.followed, became="partial", on=today(), words="Part of it.", by=o["casework-manager"])
    paper = cases.case(o.case).items[0]
    return {}, BECAUSE | {"became": "satisfied", "on": typed(today()), "source_ref": paper}


@given("/severity/")
def _(o: Office) -> Sent:
    return {}, BECAUSE | {"starts": typed(today()), "bands": "0 to 0\n100 or more"}


# ---- between the wings


def dispute(o: Office, *, passed_on: bool = False) -> str:
    seen = disputes.raise_dispute(provider="V-1", about="I-V-1", amount_pence=1_200, words="A visit is missing.", by=o["payments-officer"])
    if passed_on:
        disputes.step(seen.ref, verb="pass-on", words="We do not agree.", by=o["senior-officer"])
    return seen.ref


@given("/handed-over/payment/<str:ref>/")
def _(o: Office) -> Sent:
    return {"ref": o.followed}, {}


@given("/handed-over/dispute/<str:ref>/")
def _(o: Office) -> Sent:
    return {"ref": dispute(o, passed_on=True)}, {"owner": o["investigator"].ref}


@given("/payment-requests/settle/")
def _(o: Office) -> Sent:
    return {}, BECAUSE | {"request": between.ask_for_payment(o.followed, by=o["casework-manager"]).ref, "verb": "accept"}


@given("/disputes/new/")
def _(o: Office) -> Sent:
    return {}, {"provider": "V-1", "about": "I-V-1", "amount_pence": "12.00", "words": "A visit is missing."}


@given("/disputes/step/")
def _(o: Office) -> Sent:
    return {}, {"dispute": dispute(o), "verb": "answer", "words": "It is paid."}
