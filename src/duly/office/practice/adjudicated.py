"""The invented ombudsman's investigation of one case, what it came to, and how it is complied with."""

from collections.abc import Mapping
from datetime import timedelta

from duly.casework.adjudication import actions as adjudication
from duly.casework.adjudication.rules import Found
from duly.casework.cases.queries import CaseSeen
from duly.casework.examples import adjudicated as words
from duly.casework.flow import chasing, complying
from duly.casework.investigation import actions as investigation
from duly.core.chases import actions as chases
from duly.core.record.clock import today
from duly.primitives.actor import Actor


def fill(case: CaseSeen, desks: Mapping[str, Actor]) -> None:
    """Set out the issues of the morning's case with evidence and gaps, ask for what is missing, find, recommend and follow; leave something to chase today."""
    by = desks["investigator"]
    issues = [investigation.raise_issue(case.ref, words=said, by=by).ref for said in words.ISSUES]
    pieces = [
        investigation.note_evidence(
            case.ref, source_ref=case.items[paper], page=page, issue_refs=[issues[n] for n in on], shows=shows, came_from=came, by=by
        ).ref
        for paper, page, on, shows, came in words.EVIDENCE
        if paper < len(case.items)
    ]
    for n, said in words.GAPS:
        investigation.find_gap(issues[n], words=said, by=by)
    for n, what, asked_of, address in words.ASKED:
        chasing.ask_for_evidence(issues[n], what=what, asked_of=asked_of, address=address, by=by)
    for on, said, n in words.HAPPENED:
        if n < len(pieces):
            investigation.date_fact(case.ref, on=on, words=said, source=pieces[n], by=by)
    for n, (found, reasons) in enumerate(words.FOUND):
        adjudication.find(issues[n], found=Found(*found), reasons=reasons, evidence=pieces[:1], by=by)
    for n, kind, pence, days, ours, action, proof in words.RECOMMENDED:
        body = "Our intake team" if ours else case.body
        due = today() + timedelta(days=days)
        adjudication.recommend(issues[n], kind=kind, amount_pence=pence, ours=ours, body=body, action=action, proof=proof, due=due, by=by)
    followed = complying.follow_case(case.ref, address="complaints@marlbrook.example", by=by)
    apology = next(one for one in followed if one.kind == "personal")
    complying.judge_compliance(apology.ref, became="satisfied", on=today(), words="The letter came, and says sorry.", by=by)
    refused = next(one for one in followed if one.kind == "service" and not one.ours)
    complying.judge_compliance(refused.ref, became="partial", on=today(), words="Terms of reference came; the review has not begun.", by=by)
    chases.begin(
        kind="advice",
        about=case.ref,
        ladder="work",
        owner=by.ref,
        due=today() - timedelta(days=4),
        what="Advice on continuing healthcare",
        asked_of="The clinical adviser",
        by=by,
    )
