"""One review in finished words."""

from dataclasses import dataclass

from duly.casework.decisions.queries import DecisionSeen
from duly.casework.reviews.queries import ReferralSeen, ReviewSeen, Timely
from duly.casework.reviews.rules.findings import FINDINGS, OUTCOMES, ROUTES
from duly.casework.reviews.rules.referring import KINDS
from duly.casework.reviews.rules.ruleset import ReviewRules
from duly.casework.reviews.states import ReviewState
from duly.casework.screens.clocks.presenters import table_on_case
from duly.casework.screens.letters import owed
from duly.casework.submissions.queries import SubmissionSeen
from duly.core.clocks.queries import ClockSeen
from duly.core.record.clock import today
from duly.ui.environment import day, pounds_sign
from duly.ui.frame import Cell, Column, Row, Stage, Table, Tag

TONES = {
    "asked": "amber",
    "accepted": "blue",
    "refused": "",
    "under way": "blue",
    "concluded": "amber",
    "referred back": "violet",
    "carried out": "green",
    "withdrawn": "",
    "closed": "",
}
FOUND_TONES = {"decision": "red", "method": "amber", "both": "red", "neither": "green"}
ORDER = list(ReviewState)


@dataclass(frozen=True)
class GroundShown:
    """One ground as the page shows it. `finding` is nothing while nobody has found anything."""

    place: int
    title: str
    words: str
    finding: Tag | None
    said: str
    reasons: str
    evidence: tuple[tuple[str, str], ...]
    by: str


@dataclass(frozen=True)
class ReviewShown:
    """One review as its page shows it."""

    url: str
    chain: tuple[Stage, ...]
    facts: tuple[tuple[str, object], ...]
    pinned: tuple[tuple[str, object], ...]
    timely: str
    timely_tone: str
    working: tuple[str, ...]
    text: tuple[str, ...]
    grounds: tuple[GroundShown, ...]
    issues: tuple[str, ...]
    plan: str
    comes_to: str
    outcomes: tuple[tuple[str, object], ...]
    conclusion: str
    tellings: Table
    clocks: Table


def tag(state: str) -> Tag:
    """The state as a tag."""
    return Tag(state.capitalize(), TONES[state])


def shown(
    seen: ReviewSeen,
    decision: DecisionSeen,
    paper: SubmissionSeen,
    timely: Timely,
    rules: ReviewRules,
    counted: str,
    running: tuple[ClockSeen, ...],
    names: dict[str, str],
) -> ReviewShown:
    """A review finished for the page. `counted` is the outcome of the complaint, which is the decision's own fact and no part of the review's."""
    return ReviewShown(
        url=f"/reviews/{seen.ref}/",
        chain=_chain(seen, names),
        facts=(
            ("Case", Cell(seen.case_ref, f"/cases/{seen.case_ref}/", ref=True)),
            ("Review", f"Number {seen.number} of it"),
            ("Asked by", seen.asked_by),
            ("As", Cell(seen.asker.capitalize(), f"/directory/{seen.asked_ref}/") if seen.asked_ref else seen.asker.capitalize()),
            ("Asked on", day(seen.received_on)),
            *(
                (("Withdrawn on", day(seen.withdrawn_on)), ("Withdrawn in", Cell(seen.withdrawn_in, where(seen.withdrawn_in), ref=True)))
                if seen.withdrawn_on
                else ()
            ),
            ("Letter", Cell(seen.source, f"/post/{seen.source}/", ref=True) if seen.source else "None"),
            ("Rules", f"Number {seen.rules_number} of reviews"),
        ),
        pinned=(
            ("Decision", Cell(decision.ref, f"/decisions/{decision.ref}/", ref=True)),
            ("As made", f"Version {seen.decision_version}, on {day(decision.signed_on)}"),
            ("Stood then as", seen.stood_as.capitalize()),
            ("Signed by", names.get(decision.signed_by, decision.signed_by)),
            ("Remedy", pounds_sign(decision.remedy_pence)),
            ("Entry", Cell("In the record", f"/record/{seen.decision_event}/")),
            ("Text signed", f"{seen.decision_sha256[:16]}…"),
        ),
        timely=_timely(seen, timely),
        timely_tone="" if seen.in_time else "amber",
        working=timely.says,
        text=paper.text.paragraphs if paper.text.sha256 == seen.decision_sha256 else _text(paper, seen.decision_sha256),
        grounds=tuple(_ground(one, rules, names) for one in seen.grounds),
        issues=seen.plan.issues if seen.plan else (),
        plan=f"{seen.plan.words} By {day(seen.plan.target_on)}.".strip() if seen.plan else "",
        comes_to=f"The review so far is {seen.comes_to}." if seen.comes_to and not seen.outcome else "",
        outcomes=(
            ("Outcome of the review", OUTCOMES.get(seen.outcome, "Not concluded")),
            ("Outcome of the complaint", counted.capitalize()),
            ("Resolved", ROUTES[seen.route].label if seen.route else "Not yet"),
        ),
        conclusion=_withdrawn(seen)
        or seen.conclusion
        or (f"{rules.refusals.get(seen.reason, seen.reason)}. {seen.because}" if seen.reason else ""),
        tellings=_tellings(seen, names),
        clocks=table_on_case(running, on=today()),
    )


def _withdrawn(seen: ReviewSeen) -> str:
    return f"Withdrawn by whoever asked, on {day(seen.withdrawn_on)}. {seen.withdrawn_because}" if seen.withdrawn_on else ""


def _text(paper: SubmissionSeen, sha256: str) -> tuple[str, ...]:
    return next((one.paragraphs for one in paper.texts if one.sha256 == sha256), ())


def _timely(seen: ReviewSeen, timely: Timely) -> str:
    if seen.last_day is None:
        return f"{timely.title}: it may be asked for at any time."
    if seen.in_time:
        return f"In time: it could be asked for until {day(seen.last_day)}."
    late = f" Accepted late: {seen.why_late}" if seen.why_late else ""
    return f"Out of time: it could be asked for until {day(seen.last_day)}.{late}"


def _chain(seen: ReviewSeen, names: dict[str, str]) -> tuple[Stage, ...]:
    """How far it has come, with who has it."""
    reviewer = names.get(seen.reviewer, seen.reviewer)
    at = ORDER.index(ReviewState(seen.state))
    refused = bool(seen.reason)

    def stage(title: str, detail: str, starts: str, until: str) -> Stage:
        first, last = ORDER.index(ReviewState(starts)), ORDER.index(ReviewState(until))
        return Stage(title, detail, state="later" if at < first else "now" if at <= last else "done")

    asked = stage("Asked for", f"{seen.asked_by}, {day(seen.received_on)}", "asked", "asked")
    if refused:
        return (asked, Stage("Refused", seen.because, state="done"), stage("Told and closed", "", "closed", "closed"))
    if seen.withdrawn_on:
        left = Stage("Asked for", asked.detail, state="done")
        return (left, Stage("Withdrawn", day(seen.withdrawn_on), state="done"), stage("Told and closed", "", "closed", "closed"))
    return (
        asked,
        stage("Accepted", "To be given to somebody independent" if not reviewer else "", "accepted", "accepted"),
        stage("Looked at again", reviewer, "under way", "under way"),
        stage("Concluded", OUTCOMES.get(seen.outcome, ""), "concluded", "referred back"),
        stage("Carried out", seen.done, "carried out", "carried out"),
        Stage("Closed", f"{len(seen.untold)} still to be told" if seen.untold else "", state="done" if seen.state == "closed" else "later"),
    )


def _ground(one, rules: ReviewRules, names: dict[str, str]) -> GroundShown:
    return GroundShown(
        place=one.place,
        title=rules.grounds.get(one.code, one.code),
        words=one.words,
        finding=Tag(FINDINGS[one.finding], FOUND_TONES[one.finding]) if one.finding else None,
        said=one.finding,
        reasons=one.reasons,
        evidence=tuple((ref, where(ref)) for ref in one.evidence),
        by=f"{names.get(one.found_by, one.found_by)}, {day(one.found_on)}" if one.found_on else "",
    )


def where(ref: str) -> str:
    """The page of a piece of evidence, by the form of its reference; nothing where it has none."""
    pages = {"P": "post", "S": "submissions", "L": "letters", "CL": "calls", "PSO": "cases", "DN": "decisions"}
    return next((f"/{page}/{ref}/" for start, page in pages.items() if ref.startswith(f"{start}-")), "")


def _tellings(seen: ReviewSeen, names: dict[str, str]) -> Table:
    rows = tuple(
        Row(
            (
                Cell(one.party.capitalize(), strong=True, note=one.what),
                day(one.by_when),
                Cell(f"{day(one.on)}", note=one.how)
                if one.on
                else "Fell away"
                if one.place < seen.tell_from
                else Cell("Late" if one.by_when < today() else "To do", tone="red" if one.by_when < today() else "amber", tag=True),
                Cell(one.proof, where(one.proof), ref=True)
                if one.proof
                else owed.cell(f"{seen.ref}/{one.place}")
                if one.on is None and one.place >= seen.tell_from
                else "",
            ),
            ref=f"{one.place}",
        )
        for one in seen.tellings
    )
    columns = (Column("Who, and what", "wrap"), Column("By"), Column("Told", "wrap"), Column("Letter or call"))
    return Table("Who is told", columns, rows, empty="Nobody is to be told anything yet.")


def on_case(found: tuple[ReviewSeen, ...], names: dict[str, str]) -> Table:
    """The reviews of one case, for its page."""
    rows = tuple(
        Row(
            (
                Cell(one.ref, f"/reviews/{one.ref}/", ref=True),
                Cell(one.decision_ref, f"/decisions/{one.decision_ref}/", ref=True, note=f"then {one.stood_as}"),
                Cell(one.state.capitalize(), tone=TONES[one.state], tag=True),
                names.get(one.reviewer, one.reviewer) or "Nobody yet",
                OUTCOMES.get(one.outcome, ""),
                str(len(one.untold)),
            )
        )
        for one in found
    )
    heads = (("Review", ""), ("Of", ""), ("State", ""), ("Reviewer", ""), ("Outcome", ""), ("To tell", "number"))
    columns = tuple(Column(head, kind) for head, kind in heads)
    return Table("Reviews", columns, rows, empty="Nobody has asked for a decision to be looked at again.")


def referred(found: tuple[ReferralSeen, ...]) -> Table:
    """The referrals of one case, for its page: never what is asked."""
    rows = tuple(
        Row(
            (
                Cell(one.ref, f"/referrals/{one.ref}/", ref=True),
                KINDS[one.kind],
                one.to_whom,
                Cell("Privileged", tone="violet", tag=True) if one.privileged else "",
                one.state.capitalize(),
                day(one.due_on),
            )
        )
        for one in found
    )
    columns = (Column("Referral"), Column("What"), Column("Asked of", "wrap"), Column(""), Column("State"), Column("Due"))
    return Table("Referrals", columns, rows, empty="Nothing was referred to lawyers or outside.")
