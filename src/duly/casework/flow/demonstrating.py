"""What the demonstration puts in the principals' boxes."""

from collections.abc import Mapping
from datetime import timedelta

from duly.casework.boxes import actions as boxes
from duly.casework.examples import boxes as example
from duly.casework.flow.boxes import answer_from_box
from duly.casework.flow.signing import pass_as_ready
from duly.casework.learning import actions as learning
from duly.casework.submissions import actions as submissions
from duly.casework.submissions.queries import checklists_on
from duly.casework.submissions.rules import Said
from duly.core.record.clock import today
from duly.core.scheme import actions as scheme
from duly.core.scheme.queries import instruments
from duly.core.scheme.rules import Condition
from duly.primitives.actor import Actor


def in_the_boxes(case_ref: str, *, decided: str, by_post: Mapping[str, Actor]) -> None:
    """Name the principals; put one paper in the Ombudsman's box, with a question; receive what was signed back."""
    manager, author = by_post["casework-manager"], by_post["investigator"]
    for post, place, rates in example.PRINCIPALS:
        boxes.name_principal(post, place=place, rates=rates, by=manager)
    paper = submissions.draft(case_ref, by=author, **example.FOR_THE_OMBUDSMAN)
    submissions.say_circumstances(paper.ref, said=Said("York", "health", "investigation", 0, False, True), by=author)
    paper = submissions.put_up(paper.ref, by=author)
    ticked = checklists_on(today()).codes(paper.kind)
    paper = pass_as_ready(
        paper.ref, seen_sha256=paper.text.sha256, ticked=ticked, despite=example.WHY_PASSED, by=by_post["assistant-casework-manager"]
    )
    needed_by = today() + timedelta(days=7)
    boxes.place(paper.ref, post="ombudsman", place=1, needed_by=needed_by, because="The offer lapses then.", by=manager)
    answer_from_box(paper.ref, answer="ask", seen_sha256=paper.text.sha256, because=example.QUESTION, by=by_post["ombudsman"])
    boxes.receive(decided, by=author)
    learning.note(came_of=decided, words=example.LESSON, told_to="Investigators", by=manager)


def in_the_scheme(by_post: Mapping[str, Actor]) -> None:
    """What bears on one person beside the scheme, once the morning's signing is done: a new starter's authority suspended in part, a stand-in, a proposal."""
    manager, head = by_post["casework-manager"], by_post["head-of-casework"]
    month = today() + timedelta(days=30)
    scheme.suspend(head.ref, power="submissions.sign", starts=today(), ends=month, because="New in post.", by=manager)
    scheme.let_back(head.ref, power="submissions.sign", given=[[Condition("subject", "is", "housing")]], by=manager)
    deputy = by_post["deputy-ombudsman"]
    scheme.name_stand_in("ombudsman", officer_ref=deputy.ref, starts=today(), ends=month, because="Agreed with the Ombudsman.", by=manager)
    (now,) = [one for one in instruments(on=today()) if any(power == "submissions.sign" for power, _ in one.rules)]
    scheme.propose(office=now.office, title=now.title, starts=month, rules=[one for one in now.rules if one[1].number != "5.1"], by=manager)
