"""What reviews there are, whether one was asked for in time and how that was reckoned, who is independent, and who is still to be told."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import Exists, F, Max, OuterRef

from duly.casework.decisions import queries as decisions
from duly.casework.decisions.queries import DecisionSeen
from duly.casework.reviews.models import AdoptedRules, Review, Telling, Told
from duly.casework.reviews.rules.findings import outcome_of
from duly.casework.reviews.rules.independence import Lines, Part, why_not_independent
from duly.casework.reviews.rules.ruleset import FIRST, ReviewRules, rule_set
from duly.casework.reviews.rules.telling import CHOSEN
from duly.casework.reviews.states import OPEN
from duly.casework.submissions import queries as submissions
from duly.core.calendar.queries import reckoned_again
from duly.core.calendar.rules.deadlines import History
from duly.core.clocks import queries as clocks
from duly.core.people import queries as people
from duly.core.record.clock import today
from duly.primitives.refusal import Refusal


@dataclass(frozen=True)
class GroundSeen:
    """One ground, with what was found on it: `finding` is nothing while nobody has found anything."""

    place: int
    code: str
    words: str
    finding: str = ""
    reasons: str = ""
    evidence: tuple[str, ...] = ()
    found_by: str = ""
    found_on: date | None = None


@dataclass(frozen=True)
class PlanSeen:
    """What is to be looked at, and by when."""

    words: str
    issues: tuple[str, ...]
    target_on: date


@dataclass(frozen=True)
class TellingSeen:
    """Who is to be told what, by when; `on` is None until they were told. `by_when` goes by the bank holidays announced since, unless somebody chose the day;
    `first_by` is the day as it was planned, by the entry `planned_in`."""

    review_ref: str
    place: int
    party: str
    kind: str
    what: str
    by_when: date
    first_by: date
    planned_in: UUID
    on: date | None = None
    how: str = ""
    proof: str = ""
    told_by: str = ""


@dataclass(frozen=True)
class ReviewSeen:
    """One review with all that belongs to it. `number` counts the reviews of its case; `last_day` is None where there is no time to ask in."""

    ref: str
    version: int
    state: str
    case_ref: str
    number: int
    decision_ref: str
    decision_version: int
    decision_event: UUID
    decision_sha256: str
    stood_as: str
    asker: str
    asked_by: str
    asked_ref: str
    source: str
    received_on: date
    last_day: date | None
    in_time: bool
    rules_number: int
    reason: str
    because: str
    why_late: str
    reviewer: str
    team: str
    outcome: str
    route: str
    conclusion: str
    done: str
    withdrawn_on: date | None
    withdrawn_because: str
    withdrawn_in: str
    tell_from: int
    grounds: tuple[GroundSeen, ...]
    plan: PlanSeen | None
    tellings: tuple[TellingSeen, ...]

    @property
    def findings(self) -> tuple[str, ...]:
        """What was found, in the order of the grounds; nothing for one that is still open."""
        return tuple(one.finding for one in self.grounds)

    @property
    def comes_to(self) -> str:
        """The outcome its findings come to; nothing until there is one on every ground."""
        return outcome_of(self.findings) if all(self.findings) else ""

    @property
    def untold(self) -> tuple[TellingSeen, ...]:
        """Who is still to be told: what was planned before it was withdrawn fell away."""
        return tuple(one for one in self.tellings if one.on is None and one.place >= self.tell_from)

    @classmethod
    def of(cls, row: Review) -> "ReviewSeen":
        """From its row."""
        own = {name: getattr(row, name) for name in cls.__annotations__ if name not in ("grounds", "plan", "tellings")}
        plan = next((one for one in row.plans.all() if one.superseded_by is None), None)
        found = {one.place: one for one in row.findings.all() if one.superseded_by is None}
        told = {one.place: one for one in row.told.all()}
        return cls(
            **own,
            grounds=tuple(_ground(one, found.get(one.place)) for one in sorted(row.grounds.all(), key=lambda one: one.place)),
            plan=PlanSeen(plan.words, tuple(plan.issues), plan.target_on) if plan else None,
            tellings=tuple(_telling(row.ref, one, told.get(one.place)) for one in sorted(row.tellings.all(), key=lambda one: one.place)),
        )


@dataclass(frozen=True)
class Timely:
    """Whether a review was asked for in time, with its working. `last_day` is None where nobody laid down a time to ask in."""

    last_day: date | None
    in_time: bool
    title: str
    says: tuple[str, ...]


def rules_in_force(*, on: date) -> ReviewRules:
    """The rules that govern what is asked for on a day: the highest number begun by then, else the first, which are ours."""
    row = AdoptedRules.objects.filter(starts__lte=on).order_by("-number").first()
    return rule_set(row.number, row.content) if row else FIRST


def rules_numbered(number: int) -> ReviewRules:
    """The rules of a number."""
    return FIRST if number == FIRST.number else rule_set(number, AdoptedRules.objects.get(number=number).content)


def rules_begun(number: int) -> date | None:
    """The day from which rules govern; None of the first, which are there from the beginning."""
    return AdoptedRules.objects.filter(number=number).values_list("starts", flat=True).first()


def highest_number() -> int:
    """The highest number of rules there are."""
    return AdoptedRules.objects.aggregate(last=Max("number"))["last"] or FIRST.number


def in_time(decision: DecisionSeen, *, asker: str, received_on: date) -> Timely:
    """Whether a review of a decision is asked for in time, by the rules in force and the clock's own rule, counted from the day it was signed."""
    code = rules_in_force(on=received_on).asking.get(asker, "")
    rule = clocks.rule_for(code, decision.signed_on) if code else None
    if rule is None:
        return Timely(None, True, "No time to ask in is laid down", ())
    worked = clocks.reckon(rule, History(decision.signed_on))
    assert worked.due is not None  # nothing stops it
    return Timely(worked.due, received_on <= worked.due, rule.title, worked.says)


def review(ref: str) -> ReviewSeen:
    """One review. An unknown one is `Review.DoesNotExist`."""
    seen = ReviewSeen.of(_with_all().get(ref=ref))
    return replace(seen, tellings=_by_now(seen.tellings))


def reviews(
    *, case_ref: str = "", decision_refs: Iterable[str] | None = None, only_open: bool = False, limit: int = 10_000
) -> tuple[ReviewSeen, ...]:
    """Reviews, of one case or of some decisions where they are named, the first asked for first."""
    found = _with_all().order_by("received_on", "ref")
    found = found.filter(case_ref=case_ref) if case_ref else found
    found = found.filter(decision_ref__in=list(decision_refs)) if decision_refs is not None else found
    found = found.filter(state__in=OPEN) if only_open else found
    return tuple(ReviewSeen.of(row) for row in found[:limit])


def with_whom() -> tuple[tuple[str, str], ...]:
    """Of every open review: its state, and who has it (nobody, as nothing)."""
    return tuple(Review.objects.filter(state__in=OPEN).values_list("state", "reviewer"))


def open_on(decision_ref: str) -> str:
    """The review a decision is under, or nothing."""
    return Review.objects.filter(decision_ref=decision_ref, state__in=OPEN).values_list("ref", flat=True).first() or ""


def untold(case_ref: str = "") -> tuple[TellingSeen, ...]:
    """Who of a case's reviews, or of all, is still to be told, the first due first: while there is anybody, the case is not closed."""
    told = Told.objects.filter(review=OuterRef("review"), place=OuterRef("place"))
    rows = Telling.objects.filter(~Exists(told), place__gte=F("review__tell_from")).select_related("review").order_by("by_when", "pk")
    found = rows.filter(review__case_ref=case_ref) if case_ref else rows
    return tuple(sorted(_by_now(tuple(_telling(row.review.ref, row, None) for row in found)), key=lambda one: one.by_when))


def why_not_close_case(case_ref: str) -> Refusal | None:
    """Why a case may not be closed for its reviews' sake ("under-review", "still-to-tell"), or None."""
    under = [one.ref for one in reviews(case_ref=case_ref, only_open=True)]
    if under:
        return Refusal("under-review", f"{under[0]} is not closed yet: {case_ref} can be closed once it is.")
    left = untold(case_ref)
    if left:
        one = left[0]
        return Refusal("still-to-tell", f"By {one.review_ref} the {one.party} is still to be told: {one.what}")
    return None


def parts_in(decision: DecisionSeen) -> tuple[Part, ...]:
    """Everybody who had a part in a decision, in the order in which they had it: signed, wrote, reviewed, commented, or looked at the case again before."""
    paper = submissions.submission(decision.submission_ref)
    colleagues = [one.from_whom for one in paper.remarks if one.kind != "party"]
    earlier = reviews(case_ref=decision.case_ref)
    found = (
        Part(decision.signed_by, f"signed {decision.ref}"),
        *(Part(who, f"wrote {paper.ref}, on which {decision.ref} was made") for who in sorted(paper.authors)),
        *(Part(one.returned_by, f"reviewed {paper.ref}, on which {decision.ref} was made") for one in paper.returns),
        Part(paper.reviewed_by, f"passed {paper.ref}, on which {decision.ref} was made"),
        *(Part(who, f"advised on {paper.ref}, on which {decision.ref} was made") for who in colleagues),
        *(Part(one.reviewer, f"looked at this case again before, in {one.ref}") for one in earlier if one.conclusion),
    )
    return tuple(one for one in found if one.who)


def independence(decision: DecisionSeen, who: str, *, on: date | None = None) -> Refusal | None:
    """The refusal of somebody who is not independent of a decision, with who and why; or None. Lines are of the decision's day and of today."""
    day = on or today()
    return why_not_independent(
        who,
        decider=decision.signed_by,
        parts=parts_in(decision),
        lines=[_lines(one) for one in dict.fromkeys((decision.signed_on, day))],
        direct_reports=rules_in_force(on=day).direct_reports,
        names=people.names(),
        titles=people.post_titles(),
    )


def how_it_stands(decision: DecisionSeen) -> str:
    """How a decision stands today, as a review pins it: "standing", "withdrawn", or by what it was superseded."""
    later = decisions.superseded_by(decision.ref)
    return f"superseded by {later}" if later else "withdrawn" if decisions.withdrawn(decision.ref) else "standing"


def _lines(on: date) -> Lines:
    held: dict[str, set[str]] = {}
    for one in people.everyone_in_post(on=on):
        held.setdefault(one.officer_ref, set()).add(one.code)
    return Lines({who: frozenset(posts) for who, posts in held.items()}, people.lines(on=on))


def _with_all():
    return Review.objects.prefetch_related("grounds", "findings", "plans", "tellings", "told")


def _ground(row, found) -> GroundSeen:
    if found is None:
        return GroundSeen(row.place, row.code, row.words)
    return GroundSeen(row.place, row.code, row.words, found.finding, found.reasons, tuple(found.evidence), found.found_by, found.found_on)


def _by_now(found: tuple[TellingSeen, ...]) -> tuple[TellingSeen, ...]:
    """The same, each that waits by the bank holidays announced since its day was reckoned: a day that somebody chose stays."""
    waits = [one for one in found if one.on is None and one.kind != CHOSEN]
    days = dict(zip(waits, reckoned_again([(one.first_by, one.planned_in) for one in waits]), strict=True))
    return tuple(replace(one, by_when=days.get(one, one.by_when)) for one in found)


def _telling(ref, row, told) -> TellingSeen:
    seen = (ref, row.place, row.party, row.kind, row.what, row.by_when, row.by_when, row.made_by)
    return TellingSeen(*seen, told.on, told.how, told.proof, told.told_by) if told else TellingSeen(*seen)
