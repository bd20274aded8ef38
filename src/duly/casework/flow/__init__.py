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
from duly.casework.decisions import queries as decision_queries
from duly.casework.dispatch import actions as letters
from duly.casework.dispatch import queries as letter_queries
from duly.casework.examples import post as example_post
from duly.casework.examples import risk as example_risk
from duly.casework.examples import submission as example_submission
from duly.casework.flow.arriving import alert_to as alert_to
from duly.casework.flow.arriving import case_suggested as case_suggested
from duly.casework.flow.arriving import escalate as escalate
from duly.casework.flow.arriving import link_post as link_post
from duly.casework.flow.arriving import reallocate_post as reallocate_post
from duly.casework.flow.arriving import suggest_for as suggest_for
from duly.casework.flow.arriving import take_post_up as take_post_up
from duly.casework.flow.arriving import tell_of_the_urgent as tell_of_the_urgent
from duly.casework.flow.arriving import tell_of_the_watched as tell_of_the_watched
from duly.casework.flow.arriving import triage_post as triage_post
from duly.casework.flow.background import escalate_post_alerts as escalate_post_alerts
from duly.casework.flow.background import lapse_standing_instructions as lapse_standing_instructions
from duly.casework.flow.background import look_over_risk_by_night as look_over_risk_by_night
from duly.casework.flow.background import take_post_in_by_the_minute as take_post_in_by_the_minute
from duly.casework.flow.bodies import asked_of as asked_of
from duly.casework.flow.boxes import answer_from_box as answer_from_box
from duly.casework.flow.boxes import board as board
from duly.casework.flow.boxes import round_trips as round_trips
from duly.casework.flow.boxes import signatories as signatories
from duly.casework.flow.boxes import usual_rates as usual_rates
from duly.casework.flow.breaches import BreachOf as BreachOf
from duly.casework.flow.breaches import breach_of as breach_of
from duly.casework.flow.breaches import deal_with_breach as deal_with_breach
from duly.casework.flow.breaches import move_misfiled_paper as move_misfiled_paper
from duly.casework.flow.breaches import note_breach as note_breach
from duly.casework.flow.breaches import why_not_begin_breach as why_not_begin_breach
from duly.casework.flow.channels import fetch as fetch
from duly.casework.flow.channels import held_instead as held_instead
from duly.casework.flow.channels import key_in as key_in
from duly.casework.flow.channels import read_paper as read_paper
from duly.casework.flow.channels import register_post as register_post
from duly.casework.flow.channels import take_from_folder as take_from_folder
from duly.casework.flow.channels import take_in as take_in
from duly.casework.flow.channels import take_in_mbox as take_in_mbox
from duly.casework.flow.channels import why_held as why_held
from duly.casework.flow.channels import why_original_held as why_original_held
from duly.casework.flow.closers import closers as closers
from duly.casework.flow.closers import nobody_closes as nobody_closes
from duly.casework.flow.closers import offices_where_nobody_closes as offices_where_nobody_closes
from duly.casework.flow.closing import MayClose as MayClose
from duly.casework.flow.closing import OpenThing as OpenThing
from duly.casework.flow.closing import WhoCloses as WhoCloses
from duly.casework.flow.closing import close_case as close_case
from duly.casework.flow.closing import open_on_case as open_on_case
from duly.casework.flow.closing import reopen_case as reopen_case
from duly.casework.flow.closing import who_may_close as who_may_close
from duly.casework.flow.closing import why_not_close_case as why_not_close_case
from duly.casework.flow.confidential import break_glass as break_glass
from duly.casework.flow.defaults import EVERY_DEFAULT as EVERY_DEFAULT
from duly.casework.flow.demonstrating import in_the_boxes as in_the_boxes
from duly.casework.flow.demonstrating import in_the_scheme as in_the_scheme
from duly.casework.flow.fetching import take_post_in as take_post_in
from duly.casework.flow.going_on import carry_on as carry_on
from duly.casework.flow.going_on import held_letters as held_letters
from duly.casework.flow.going_on import record_death as record_death
from duly.casework.flow.going_on import take_back_withdrawal as take_back_withdrawal
from duly.casework.flow.going_on import withdraw_complaint as withdraw_complaint
from duly.casework.flow.handing_over import Held as Held
from duly.casework.flow.handing_over import hand_everything_over as hand_everything_over
from duly.casework.flow.handing_over import held_by as held_by
from duly.casework.flow.involving import bring_in as bring_in
from duly.casework.flow.involving import take_over_case as take_over_case
from duly.casework.flow.involving import tell_of_the_late as tell_of_the_late
from duly.casework.flow.letter_papers import adopt_wording as adopt_wording
from duly.casework.flow.letter_papers import chase_wordings as chase_wordings
from duly.casework.flow.letter_papers import make_print_pack as make_print_pack
from duly.casework.flow.letter_papers import match_scan as match_scan
from duly.casework.flow.letter_papers import note_posted as note_posted
from duly.casework.flow.letter_papers import staying_from_pack as staying_from_pack
from duly.casework.flow.letter_writing import ENDED as ENDED
from duly.casework.flow.letter_writing import fields_for_letter as fields_for_letter
from duly.casework.flow.letter_writing import fields_for_reply as fields_for_reply
from duly.casework.flow.letter_writing import make_letter as make_letter
from duly.casework.flow.letter_writing import send_letter as send_letter
from duly.casework.flow.letter_writing import template_for as template_for
from duly.casework.flow.letter_writing import write_letter as write_letter
from duly.casework.flow.letters_back import note_delivery as note_delivery
from duly.casework.flow.letters_owed import draft_owed as draft_owed
from duly.casework.flow.letters_owed import letter_of as letter_of
from duly.casework.flow.looking_again import accept_review as accept_review
from duly.casework.flow.looking_again import ask_for_review as ask_for_review
from duly.casework.flow.looking_again import carry_out_review as carry_out_review
from duly.casework.flow.looking_again import refuse_review as refuse_review
from duly.casework.flow.looking_again import review_asked as review_asked
from duly.casework.flow.looking_again import tell_party as tell_party
from duly.casework.flow.looking_again import withdraw_review as withdraw_review
from duly.casework.flow.merging import open_elsewhere as open_elsewhere
from duly.casework.flow.merging import tie_cases as tie_cases
from duly.casework.flow.ownerless import Ownerless as Ownerless
from duly.casework.flow.ownerless import needing_an_owner as needing_an_owner
from duly.casework.flow.ownerless import restrict_case as restrict_case
from duly.casework.flow.ownerless import unname_for_case as unname_for_case
from duly.casework.flow.ownerless import wall_off as wall_off
from duly.casework.flow.possible_owners import PossibleOwner as PossibleOwner
from duly.casework.flow.possible_owners import not_all_to as not_all_to
from duly.casework.flow.possible_owners import possible_owners as possible_owners
from duly.casework.flow.possible_owners import why_not_ask_owners as why_not_ask_owners
from duly.casework.flow.post_answered import acknowledge as acknowledge
from duly.casework.flow.post_answered import forward_by_post as forward_by_post
from duly.casework.flow.post_answered import postal_address as postal_address
from duly.casework.flow.post_answered import why_not_acknowledge as why_not_acknowledge
from duly.casework.flow.putting_right import PutRight as PutRight
from duly.casework.flow.putting_right import put_case_right as put_case_right
from duly.casework.flow.reading import read_letter as read_letter
from duly.casework.flow.referring import LAWYERS as LAWYERS
from duly.casework.flow.referring import close_referral as close_referral
from duly.casework.flow.referring import refer_letter_before_claim as refer_letter_before_claim
from duly.casework.flow.referring import refer_question as refer_question
from duly.casework.flow.referring import why_not_refer_letter as why_not_refer_letter
from duly.casework.flow.risking import look_over_risk as look_over_risk
from duly.casework.flow.risking import risk_due as risk_due
from duly.casework.flow.risking import risk_from_post as risk_from_post
from duly.casework.flow.rule_sets import RULE_SETS as RULE_SETS
from duly.casework.flow.rule_sets import adopt_rule_set as adopt_rule_set
from duly.casework.flow.rule_sets import in_lines as in_lines
from duly.casework.flow.rule_sets import rule_set_today as rule_set_today
from duly.casework.flow.sending_on import forward_post as forward_post
from duly.casework.flow.signing import amend as amend
from duly.casework.flow.signing import follows_from as follows_from
from duly.casework.flow.signing import pass_as_ready as pass_as_ready
from duly.casework.flow.signing import right_first_time as right_first_time
from duly.casework.flow.signing import risk_unseen as risk_unseen
from duly.casework.flow.signing import sign as sign
from duly.casework.flow.splitting import clocks_of as clocks_of
from duly.casework.flow.splitting import split_case as split_case
from duly.casework.flow.standards import by_month as by_month
from duly.casework.flow.standards import under_standards as under_standards
from duly.casework.flow.statutory import take_as_request as take_as_request
from duly.casework.flow.tasks import drop_task as drop_task
from duly.casework.flow.tasks import finish_task as finish_task
from duly.casework.submissions import actions as submissions
from duly.casework.submissions import queries as submission_queries
from duly.casework.submissions.queries import SubmissionSeen
from duly.casework.submissions.rules import Given, Point
from duly.core.clocks import actions as clocks
from duly.core.clocks.queries import ClockSeen
from duly.core.record.actions import unit_of_work
from duly.core.record.clock import today
from duly.primitives.actor import Actor
from duly.primitives.refusal import stop_if


def put_with_its_case(item_ref: str, *, by: Actor) -> CaseSeen | None:
    """Put an item with the one case its writer names. None when it names none that is known, or several."""
    named = [ref for ref in post_queries.item(item_ref).case_refs if case_queries.exists(ref)]
    named = list(dict.fromkeys(case_queries.worked_on_as(ref) for ref in named))
    return link_post(named[0], item_ref=item_ref, by=by) if len(named) == 1 else None


def open_case_from(item_ref: str, *, title: str, complainant: str, body: str, owner: str, request: str = "", by: Actor) -> CaseSeen:
    """Open a case from an item of post that has an owner and a next action. Where it asks for something under an Act as well (`request`, a key of `statutory.ACTS`) it is
    accepted as that, by whoever may triage, and its clock runs from the day it came: both, or neither."""
    with unit_of_work():
        if request:
            take_as_request(item_ref, under=request, by=by)
        done = cases.open_case(title=title, complainant=complainant, body=body, opened_from=item_ref, owner=owner, by=by)
        risk_from_post(item_ref, by=by)
    return done


def clock_on_case(case_ref: str, *, rule: str, began: date, by: Actor, because: str = "") -> ClockSeen:
    """Start a clock on a case. Refused "merged" on one that is worked on as another."""
    stop_if(case_queries.why_elsewhere(case_ref))
    return clocks.start(kind="case", about=case_queries.case(case_ref).ref, rule=rule, began=began, because=because, by=by)


def letter_before_claim(case_ref: str, *, received_on: date, by: Actor) -> ClockSeen:
    """A letter before claim has come about a case: an answer is due, normally in fourteen days. The clock runs where the case is worked on."""
    return clock_on_case(
        case_queries.worked_on_as(case_ref), rule="pre-action", began=received_on, because="A letter before claim came.", by=by
    )


def waiting() -> dict[str, int]:
    """How much is waiting on each list: post to triage, submissions put up or ready, letters not yet sent."""
    put_up, letter_states = submission_queries.by_state(), letter_queries.by_state()
    return {
        "post": post_queries.by_state()["registered"],
        "submissions": put_up["put up"] + put_up["ready"],
        "letters": letter_states["draft"] + letter_states["approved"] + letter_states["released"],
    }


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
    example_risk.assess(case.ref, example_risk.FIRST, "The investigator writes to her every fortnight.", by=by_post["investigator"])
    submission = _written_and_returned(case, by_post)
    sha256 = submission.text.sha256
    ticked = submission_queries.checklists_on(today()).codes(submission.kind)
    submission = pass_as_ready(submission.ref, seen_sha256=sha256, ticked=ticked, by=by_post["assistant-casework-manager"])
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
    in_the_boxes(case.ref, decided=submission.ref, by_post=by_post)
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
