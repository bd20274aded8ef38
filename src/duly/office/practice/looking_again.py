"""Reviews and referrals of the invented office: one review under way, one refused, a decision counted otherwise, two questions referred."""

from collections.abc import Mapping
from datetime import timedelta

from duly.casework import flow
from duly.casework.cases import queries as cases
from duly.casework.correspondence import queries as post
from duly.casework.decisions import actions as deciding
from duly.casework.decisions import queries as decisions
from duly.casework.examples import looking_again as example
from duly.casework.reviews import actions as reviews
from duly.casework.reviews.rules.ruleset import FIRST
from duly.casework.submissions import actions as submissions
from duly.casework.submissions.queries import checklists_on
from duly.core.record.clock import today
from duly.primitives.actor import Actor


def fill(desks: Mapping[str, Actor]) -> None:
    """Look again at the morning's decision, decide a second case and have that asked about too, and refer two questions."""
    manager, investigator = desks["casework-manager"], desks["investigator"]
    first = decisions.decisions()[0]
    _under_way(first.ref, manager)
    case = _a_second_case(desks)
    second = decisions.decisions(case_ref=case)[0]
    deciding.correct_code(second.ref, code="partly upheld", because=example.COUNTED_WRONGLY, by=manager)
    refused = flow.ask_for_review(
        second.ref,
        asker="body",
        asked_by="Northmere Council",
        received_on=today(),
        grounds=example.ASKED_BY_THE_BODY,
        by=investigator,
    )
    flow.refuse_review(refused.ref, reason="answered", because=example.REFUSED, by=manager)
    flow.refer_question(
        first.case_ref,
        kind="legal view",
        to_whom=flow.LAWYERS,
        question=example.TO_THE_LAWYERS,
        privileged=True,
        due_on=today() + timedelta(days=12),
        by=desks["head-of-casework"],
    )
    flow.refer_question(
        first.case_ref,
        kind="external review",
        to_whom="Professor Ilse Marrow",
        question=example.TO_SOMEBODY_OUTSIDE,
        privileged=False,
        due_on=today() + timedelta(days=25),
        about=first.ref,
        by=manager,
    )


def _under_way(decision_ref: str, by: Actor) -> None:
    seen = flow.ask_for_review(
        decision_ref,
        asker="complainant",
        asked_by="Mrs Ruth Hartley",
        received_on=today(),
        grounds=example.ASKED_BY_THE_COMPLAINANT,
        promised="review-ten-weeks",
        by=by,
    )
    flow.accept_review(seen.ref, valid=tuple(FIRST.validity), because="She says what we did not look at.", by=by)
    reviews.assign(seen.ref, reviewer=by.ref, by=by)
    reviews.plan(
        seen.ref,
        words="Read the file again; ask Mrs Hartley for the letter.",
        issues=example.ISSUES,
        target_on=today() + timedelta(days=20),
        by=by,
    )
    reviews.find(seen.ref, place=2, finding="method", reasons=example.FOUND_ON_THE_METHOD, evidence=[decision_ref], by=by)


def _a_second_case(desks: Mapping[str, Actor]) -> str:
    """A case opened from the morning's post and decided by the Head of Casework."""
    item = next(one for one in post.items() if one.sender_name == "Mr Peter Osei")
    by = desks["investigator"]
    case = flow.open_case_from(
        item.ref,
        title="A lost file",
        complainant="Mr Peter Osei",
        body="Northmere Council",
        owner=by.ref,
        by=desks["casework-manager"],
    )
    paper = submissions.put_up(submissions.draft(cases.case(case.ref).ref, **example.SECOND, by=by).ref, by=by)
    ticked = checklists_on(today()).codes(paper.kind)
    flow.pass_as_ready(
        paper.ref,
        seen_sha256=paper.text.sha256,
        ticked=ticked,
        by=desks["assistant-casework-manager"],
    )
    flow.sign(paper.ref, outcome="agree", seen_sha256=paper.text.sha256, by=desks["head-of-casework"])
    return case.ref
