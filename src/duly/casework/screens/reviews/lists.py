"""Reviews and referrals as lists: the work order is the day by which an answer leaves somebody 28 days of the judicial review window."""

from dataclasses import dataclass
from datetime import date

from duly.casework.reviews.queries import ReferralSeen, ReviewSeen
from duly.casework.reviews.rules.findings import OUTCOMES, ROUTES
from duly.casework.reviews.states import OPEN
from duly.core.clocks import queries as clocks
from duly.core.clocks.rules import standing
from duly.core.lists.listing import Facet, ListOf, Shown

PRESSING = {"red": "Late", "amber": "Soon", "green": "In time", "": "Nothing to answer"}


@dataclass(frozen=True)
class ReviewRow:
    """One review as the list shows it. `answer_by` is the day that leaves 28 days; None where it was answered or stands still."""

    ref: str
    case: str
    decision: str
    number: int
    asker: str
    asked_by: str
    received: date
    in_time: str
    state: str
    reviewer: str
    answer_by: date | None
    left: int | None
    tone: str
    outcome: str
    route: str
    to_tell: int


REVIEWS = ListOf(
    name="reviews",
    key="ref",
    columns=(
        Shown("ref", "Review"),
        Shown("case", "Case"),
        Shown("asked_by", "Asked by"),
        Shown("received", "Asked on", "day"),
        Shown("state", "State"),
        Shown("reviewer", "Reviewer"),
        Shown("answer_by", "Answer by", "day"),
        Shown("left", "Days left", "number"),
        Shown("outcome", "Review"),
        Shown("route", "Resolved"),
        Shown("to_tell", "To tell", "number"),
    ),
    facets=(
        Facet("tone", "Pressing", label=lambda tone: PRESSING.get(tone, "Nothing to answer")),
        Facet("state", "State", label=str.capitalize),
        Facet("in_time", "Asked for"),
        Facet("asker", "Who asked", label=str.capitalize),
        Facet("reviewer", "Reviewer"),
        Facet("outcome", "Review"),
    ),
    sorts=("answer_by", "received"),
    default_sort="answer_by",
)


def review_rows(found: tuple[ReviewSeen, ...], names: dict[str, str], *, on: date) -> list[ReviewRow]:
    """Reviews as they stand on a day."""
    due = {one.about: one.due for one in clocks.clocks(kind="decision", rule="review-jr-safe", only_open=True)}
    return [_row(one, due.get(one.decision_ref) if one.state in OPEN else None, names, on) for one in found]


def _row(one: ReviewSeen, due: date | None, names: dict[str, str], on: date) -> ReviewRow:
    return ReviewRow(
        ref=one.ref,
        case=one.case_ref,
        decision=one.decision_ref,
        number=one.number,
        asker=one.asker,
        asked_by=one.asked_by,
        received=one.received_on,
        in_time="In time" if one.in_time else "Out of time",
        state=one.state,
        reviewer=names.get(one.reviewer, one.reviewer) or "Nobody yet",
        answer_by=due,
        left=(due - on).days if due else None,
        tone=standing(due, on=on)[0] if due else "",
        outcome=OUTCOMES.get(one.outcome, "Not concluded"),
        route=ROUTES[one.route].label if one.route else "",
        to_tell=len(one.untold),
    )


@dataclass(frozen=True)
class ReferralRow:
    """One referral as the list shows it: never what is asked, which may be privileged."""

    ref: str
    case: str
    kind: str
    to_whom: str
    privileged: str
    state: str
    opened: date
    due: date
    left: int | None
    tone: str
    hold: str


REFERRALS = ListOf(
    name="referrals",
    key="ref",
    columns=(
        Shown("ref", "Referral"),
        Shown("case", "Case"),
        Shown("kind", "What"),
        Shown("to_whom", "Asked of"),
        Shown("privileged", "Privileged"),
        Shown("state", "State"),
        Shown("opened", "Opened", "day"),
        Shown("due", "Due", "day"),
        Shown("left", "Days left", "number"),
        Shown("hold", "Hold"),
    ),
    facets=(Facet("state", "State", label=str.capitalize), Facet("kind", "What", label=str.capitalize), Facet("privileged", "Privileged")),
    sorts=("due", "opened"),
    default_sort="due",
)


def referral_rows(found: tuple[ReferralSeen, ...], *, on: date) -> list[ReferralRow]:
    """Referrals as they stand on a day."""
    return [
        ReferralRow(
            ref=one.ref,
            case=one.case_ref,
            kind=one.kind,
            to_whom=one.to_whom,
            privileged="Yes" if one.privileged else "No",
            state=one.state,
            opened=one.opened_on,
            due=one.due_on,
            left=(one.due_on - on).days if one.state == "open" else None,
            tone=standing(one.due_on, on=on)[0] if one.state == "open" else "",
            hold=one.hold_ref,
        )
        for one in found
    ]
