"""The letter's journey: one short function for each step that crosses rooms."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from duly.casework.cases import actions as cases
from duly.casework.cases import queries as case_queries
from duly.casework.cases.queries import CaseSeen
from duly.casework.correspondence import actions as post
from duly.casework.correspondence import queries as post_queries
from duly.casework.correspondence.queries import ItemSeen
from duly.casework.decisions import actions as decisions
from duly.casework.decisions import queries as decision_queries
from duly.casework.decisions.queries import DecisionSeen
from duly.casework.dispatch import actions as letters
from duly.casework.dispatch import queries as letter_queries
from duly.casework.dispatch import relay
from duly.casework.dispatch.queries import LetterSeen
from duly.casework.dispatch.rules import NOT_UPHELD, TEMPLATES, UPHELD, fields_of
from duly.casework.examples import post as example_post
from duly.casework.examples import submission as example_submission
from duly.casework.flow.arriving import alert_to as alert_to
from duly.casework.flow.arriving import escalate as escalate
from duly.casework.flow.arriving import suggest_for as suggest_for
from duly.casework.flow.arriving import triage_post as triage_post
from duly.casework.flow.background import escalate_post_alerts as escalate_post_alerts
from duly.casework.flow.channels import fetch as fetch
from duly.casework.flow.channels import key_in as key_in
from duly.casework.flow.channels import read_paper as read_paper
from duly.casework.flow.channels import register_post as register_post
from duly.casework.flow.channels import take_from_folder as take_from_folder
from duly.casework.flow.channels import take_in as take_in
from duly.casework.flow.channels import take_in_mbox as take_in_mbox
from duly.casework.flow.sending_on import forward_post as forward_post
from duly.casework.submissions import actions as submissions
from duly.casework.submissions import queries as submission_queries
from duly.casework.submissions.queries import SubmissionSeen
from duly.casework.submissions.rules import CheckResult, Given, Point, codes, run
from duly.core.calendar.queries import add_working_days
from duly.core.clocks import actions as clocks
from duly.core.clocks.queries import ClockSeen
from duly.core.documents import queries as documents
from duly.core.people import queries as people
from duly.core.record.actions import unit_of_work
from duly.core.record.clock import today
from duly.primitives.actor import Actor
from duly.primitives.money import sterling
from duly.primitives.period import say_day
from duly.primitives.refusal import Refusal, Refused

REVIEW_DAYS = 28
"""Days after the decision in which a review may be asked for."""
REMEDY_WORKING_DAYS = 20
"""Working days a body is given to pay a remedy."""


def put_with_its_case(item_ref: str, *, by: Actor) -> CaseSeen | None:
    """Put an item with the one case its writer names. None when it names none that is known, or several."""
    named = [ref for ref in post_queries.item(item_ref).case_refs if case_queries.exists(ref)]
    return cases.link_item(named[0], item_ref=item_ref, by=by) if len(named) == 1 else None


def open_case_from(item_ref: str, *, title: str, complainant: str, body: str, owner: str, by: Actor) -> CaseSeen:
    """Open a case from an item of post that has an owner and a next action."""
    return cases.open_case(title=title, complainant=complainant, body=body, opened_from=item_ref, owner=owner, by=by)


def sign(submission_ref: str, *, outcome: str, seen_sha256: str, because: str = "", on_behalf: str = "", by: Actor) -> DecisionSeen:
    """Decide on a submission and close it: both are kept, or neither."""
    with unit_of_work():
        decision = decisions.decide(submission_ref, outcome=outcome, seen_sha256=seen_sha256, because=because, on_behalf=on_behalf, by=by)
        submissions.note_decided(submission_ref, decision_ref=decision.ref, by=by)
    return decision


def right_first_time(seen: SubmissionSeen) -> tuple[CheckResult, ...]:
    """Hold every right-first-time check against the newest version of a submission."""
    held = {one.code: one.title for one in people.everyone_in_post(on=today())}
    signers = tuple(held[code] for code in decision_queries.may_sign(seen, on=today()) if code in held)
    return run(submission_queries.paper(seen, signers=signers, titles=tuple(people.post_titles().values())))


def fields_for_letter(decision_ref: str) -> dict[str, str]:
    """Merge fields that the case and the decision already answer. The address and our reasons are a person's to give."""
    decision = decision_queries.decision(decision_ref)
    case = case_queries.case(decision.case_ref)
    signed_as = people.post_titles().get(decision.signed_as, decision.signed_as)
    known = {
        "office": _office_of(decision.signed_by),
        "dated": say_day(decision.signed_on),
        "signed_by": people.names().get(decision.signed_by, decision.signed_by),
        "signed_as": f"{signed_as}, for {decision.on_behalf}" if decision.on_behalf else signed_as,
        "case_ref": case.ref,
        "complainant": case.complainant,
        "body": case.body,
        "review_by": say_day(decision.signed_on + timedelta(days=REVIEW_DAYS)),
    }
    if decision.remedy_pence:
        known["remedy"] = f"{sterling(decision.remedy_pence)}"
        known["remedy_by"] = say_day(add_working_days(decision.signed_on, REMEDY_WORKING_DAYS).day)
    return known


def template_for(decision: DecisionSeen) -> str:
    """The standard letter that suits a decision."""
    return UPHELD.code if decision.outcome == "agree" and decision.remedy_pence else NOT_UPHELD.code


def make_letter(decision_ref: str, *, template: str, to_address: str, fields: Mapping[str, str], format: str = "", by: Actor) -> LetterSeen:
    """Make the letter that tells of a decision. `fields` are those a person gives, beside what is known already."""
    wanted = fields_of(TEMPLATES[template]) if template in TEMPLATES else ()
    known = {name: said for name, said in fields_for_letter(decision_ref).items() if name in wanted}
    case = case_queries.case(decision_queries.decision(decision_ref).case_ref)
    return letters.make(
        decision_ref, template=template, to_name=case.complainant, to_address=to_address, fields=known | dict(fields), format=format, by=by
    )


def send_letter(ref: str, *, by: Actor) -> LetterSeen:
    """Send exactly the bytes that were approved. When the relay will not take them, the letter stays released and may be sent again."""
    letter = letters.release(ref, by=by)
    try:
        message_id = relay.hand_over(letter, documents.content(letter.document_ref))
    except relay.COULD_NOT_SEND as error:
        words = f"{ref} is released but was not sent: the mail relay did not take it ({type(error).__name__}). It can be sent again."
        raise Refused(Refusal("relay", words)) from error
    return letters.note_sent(ref, message_id=message_id, by=by)


def clock_on_case(case_ref: str, *, rule: str, began: date, by: Actor, because: str = "") -> ClockSeen:
    """Start a clock on a case."""
    return clocks.start(kind="case", about=case_queries.case(case_ref).ref, rule=rule, began=began, because=because, by=by)


def letter_before_claim(case_ref: str, *, received_on: date, by: Actor) -> ClockSeen:
    """A letter before claim has come about a case: an answer is due, normally in fourteen days."""
    return clock_on_case(case_ref, rule="pre-action", began=received_on, because="A letter before claim came.", by=by)


def review_asked(decision_ref: str, *, received_on: date, promised: str = "review-answer", by: Actor) -> tuple[ClockSeen, ...]:
    """A review of a decision was asked for: from the decision the judicial review window runs, and the day by which an answer leaves 28 days of it;
    from the request the acknowledgement and the answer, by the rule of what was `promised`."""
    signed_on = decision_queries.decision(decision_ref).signed_on
    begun = (
        ("judicial-review", signed_on),
        ("review-jr-safe", signed_on),
        ("review-acknowledgement", received_on),
        (promised, received_on),
    )
    with unit_of_work():
        return tuple(
            clocks.start(kind="decision", about=decision_ref, rule=rule, began=began, because="A review was asked for.", by=by)
            for rule, began in begun
        )


def waiting() -> dict[str, int]:
    """How much is waiting on each list: post to triage, submissions put up or ready, letters not yet sent."""
    put_up, letter_states = submission_queries.by_state(), letter_queries.by_state()
    return {
        "post": post_queries.by_state()["registered"],
        "submissions": put_up["put up"] + put_up["ready"],
        "letters": letter_states["draft"] + letter_states["approved"] + letter_states["released"],
    }


def _office_of(officer_ref: str) -> str:
    return next((held.office for held in people.posts_held(officer_ref, on=today())), "")


@dataclass(frozen=True)
class DemoSummary:
    """What one morning came to. `could_not_sign` pairs a post with the scheme's reason."""

    registered: int
    triaged: int
    linked: int
    returned: int
    case_ref: str
    submission_ref: str
    decision_ref: str
    letter_ref: str
    could_not_sign: tuple[tuple[str, str], ...]


def demo(*, by_post: Mapping[str, Actor]) -> DemoSummary:
    """Play one morning: twelve e-mails, one case, a submission returned once and signed, and its letter sent.

    `by_post` gives the person in each post of `example_scheme.POSTS`; a scheme like the example must be in force.
    """
    items = [_arrives(arrival, by_post) for arrival in example_post.MORNING]
    case = open_case_from(
        items[0].ref,
        title="Delay in deciding on continuing healthcare",
        complainant="Mrs Ruth Hartley",
        body="Marlbrook Integrated Care Board",
        owner=by_post["investigator"].ref,
        by=by_post["casework-manager"],
    )
    again = _arrives(example_post.about_the_case(case.ref), by_post)
    linked = put_with_its_case(again.ref, by=by_post["executive-assistant"])
    case = cases.move(case.ref, step="investigate", by=by_post["investigator"])
    submission = _written_and_returned(case, by_post)
    sha256 = submission.text.sha256
    ticked = codes(submission.kind, today())
    submission = submissions.pass_as_ready(submission.ref, seen_sha256=sha256, ticked=ticked, by=by_post["assistant-casework-manager"])
    could_not = tuple(
        (post_code, decision_queries.ruling_on(submission, by=by_post[post_code], on=today()).because)
        for post_code in ("head-of-casework", "deputy-ombudsman")
    )
    decision = sign(submission.ref, outcome="agree", seen_sha256=sha256, by=by_post["ombudsman"])
    letter = make_letter(
        decision.ref,
        template=template_for(decision),
        to_address="ruth.hartley@post.example",
        fields={"address": "Mrs Ruth Hartley\n17 Larch Rise\nStoke Averil", "reasons": example_submission.REASONS_FOR_THE_LETTER},
        by=by_post["investigator"],
    )
    letter = letters.approve(letter.ref, seen_sha256=letter.content_sha256, by=by_post["casework-manager"])
    letter = send_letter(letter.ref, by=by_post["executive-assistant"])
    waits = submissions.draft(case.ref, by=by_post["investigator"], **example_submission.WAITING)
    submissions.put_up(waits.ref, by=by_post["investigator"])
    return DemoSummary(
        registered=len(items) + 1,
        triaged=len(items) + 1,
        linked=1 if linked else 0,
        returned=len(submission.returns),
        case_ref=case.ref,
        submission_ref=submission.ref,
        decision_ref=decision.ref,
        letter_ref=letter.ref,
        could_not_sign=could_not,
    )


def _arrives(arrival: example_post.Arrival, by_post: Mapping[str, Actor]) -> ItemSeen:
    received_on = today() - timedelta(days=arrival.days_ago)
    content = example_post.as_mail(arrival, sent_on=received_on)
    by = by_post["executive-assistant"]
    item = register_post(arrival.name, content, received_on=received_on, why_late=arrival.why_late, by=by)
    return post.triage(
        item.ref,
        way=arrival.way,
        direct_to=arrival.direct_to,
        next_action=arrival.next_action,
        owner=by_post[arrival.owner].ref,
        by=by,
    )


def _written_and_returned(case: CaseSeen, by_post: Mapping[str, Actor]) -> SubmissionSeen:
    """A submission with faults planted in it, put up, returned point by point, answered, rewritten, and put up again."""
    author, reviewer = by_post["investigator"], by_post["assistant-casework-manager"]
    submission = submissions.draft(case.ref, kind="decision", **example_submission.FIRST, by=author)
    for title, place in example_submission.EVIDENCE:
        submissions.list_evidence(submission.ref, title=title, source=case.items[place], page=1, by=author)
    for party, words in example_submission.COMMENTS:
        submissions.remark(submission.ref, kind="party", from_whom=party, words=words, by=author)
    submissions.put_up(submission.ref, by=author)
    fix_by = today() + timedelta(days=3)
    submissions.send_back(
        submission.ref,
        words=example_submission.WHAT_WAS_WRONG,
        points=[Point(reason, words, author.ref, fix_by, paragraph) for reason, paragraph, words in example_submission.POINTS],
        by=reviewer,
    )
    submissions.revise(submission.ref, **example_submission.second(today()), by=author)
    given = {(1, n): Given(words, paragraph) for n, (words, paragraph) in enumerate(example_submission.ANSWERS, start=1)}
    given |= {(0, n): Given(words, paragraph) for n, (words, paragraph) in enumerate(example_submission.TO_COMMENTS, start=1)}
    submissions.answer(submission.ref, answers=given, by=author)
    return submissions.put_up(submission.ref, by=author)
