"""Findings, recommendations and compliance in finished words."""

from dataclasses import dataclass
from datetime import date

from duly.casework.adjudication.queries import FindingSeen, RecommendationSeen, Remedy
from duly.casework.adjudication.states import KINDS
from duly.casework.compliance.queries import BodyFigures, FollowedSeen
from duly.casework.investigation.queries import IssueSeen
from duly.core.lists.listing import Facet, ListOf, Shown
from duly.primitives.money import sterling
from duly.ui.environment import day, pounds_sign
from duly.ui.frame import Cell, Column, Fact, Row, Table

TONES = {"due": "blue", "partial": "amber", "met": "green", "met late": "amber", "refused": "red", "unmet": "red"}
OUTCOMES = {"upheld": "red", "partly upheld": "amber", "not upheld": "", "fault without injustice": "amber"}


@dataclass(frozen=True)
class FindingShown:
    """What was found on one issue as its section shows it; `facts` is empty where nothing was found yet."""

    title: str
    standing: str
    facts: tuple[tuple[str, object], ...]
    outside: str


def shown(issue: IssueSeen, found: FindingSeen | None, names: dict[str, str]) -> FindingShown:
    """An issue with what was found on it."""
    title = f"{issue.place}. {issue.words}"
    if found is None:
        return FindingShown(title, "Nothing found yet" if issue.state == "open" else "Looked into no longer", (), "")
    level = f"Level {found.found.level}. " if found.found.level else ""
    amount = f"{sterling(found.found.remedy_pence)}, and {sterling(found.found.loss_pence)} of loss. " if found.found.total_pence else ""
    facts: tuple[tuple[str, object], ...] = (
        ("Standard", found.standard),
        ("What happened", found.happened),
        ("Fault", f"{'Yes' if found.found.fault else 'No'}. {found.why_fault}"),
        ("Injustice", f"{'Yes' if found.found.injustice else 'No'}. {level}{found.why_injustice}"),
        ("Remedy", f"{amount}{found.why_remedy}"),
        ("Rests on", ", ".join(f"{one} (withdrawn since)" if one in found.withdrawn else one for one in found.evidence)),
        ("Found by", f"{names.get(found.found_by, found.found_by)}, {day(found.found_on)}"),
    )
    stands = found.found.outcome.capitalize() if issue.state == "open" else "Looked into no longer: not counted"
    return FindingShown(title, stands, facts, f"Outside its band. {found.why_outside}" if found.outside else "")


def figures(told: Remedy, found: int, issues: int) -> tuple[Fact, ...]:
    """What the case comes to, in a row, and of how many of its issues something was found."""
    short = told.total_pence - told.recommended_pence
    note = f"{sterling(short)} of it is not recommended yet" if short else "as found, issue by issue"
    return (
        Fact(
            "Outcome",
            told.outcome.capitalize() or "Nothing found yet",
            f"of {found} of {issues} issues" if found < issues else "of every issue",
        ),
        Fact("Level", str(told.level) if told.level else "None", "the gravest of its issues"),
        Fact("Financial remedy", sterling(told.total_pence), "its parts together"),
        Fact("Payments recommended", sterling(told.recommended_pence), note, tone="red" if short else ""),
    )


def recommended(made: tuple[RecommendationSeen, ...], followed: dict[str, str]) -> Table:
    """What is recommended, the amounts added up."""
    rows = tuple(
        Row(
            (
                Cell(one.ref, ref=True),
                Cell(one.action, note=f"Proof: {one.proof}"),
                Cell(one.body, note="our own service" if one.ours else KINDS[one.kind].lower()),
                pounds_sign(one.amount_pence) if one.amount_pence else "",
                day(one.due),
                Cell(followed[one.ref], f"/compliance/{followed[one.ref]}/", ref=True) if one.ref in followed else one.state.capitalize(),
            ),
            ref=one.ref,
        )
        for one in made
    )
    standing = sum(one.amount_pence for one in made if one.stands)
    foot = ("Together", "", "", pounds_sign(standing), "", "") if standing else ()
    columns = (Column("Recommendation"), Column("What", "wrap"), Column("Who"), Column("Amount", "number"), Column("By"), Column("Stands"))
    return Table("Recommendations", columns, rows, foot=foot, empty="Nothing is recommended yet.")


@dataclass(frozen=True)
class ComplianceRow:
    """One recommendation that is followed, as the list shows it."""

    ref: str
    case_ref: str
    body: str
    action: str
    kind: str
    amount_pence: int
    due: date
    state: str
    stands: str
    days_late: int
    ended_on: date | None
    ground: bool


COMPLIANCE = ListOf(
    name="compliance",
    key="ref",
    columns=(
        *(Shown("ref", "Compliance"), Shown("case_ref", "Case"), Shown("body", "Body"), Shown("action", "What is to be done")),
        *(Shown("kind", "Is"), Shown("amount_pence", "Amount", "pounds"), Shown("due", "Due", "day"), Shown("state", "State")),
        *(Shown("days_late", "Days late", "number"), Shown("ended_on", "Ended", "day"), Shown("ground", "Ground for a report", "yes/no")),
    ),
    facets=(
        Facet("stands", "Stands"),
        Facet("state", "State", label=str.capitalize),
        Facet("body", "Body"),
        Facet("ground", "Ground for a report", label=str.capitalize),
    ),
    sorts=("due", "days_late", "amount_pence"),
    default_sort="due",
    money="amount_pence",
)


def rows_of(found: tuple[FollowedSeen, ...]) -> list[ComplianceRow]:
    """What is followed, as the list shows it."""
    own = ("ref", "case_ref", "body", "action", "kind", "amount_pence", "due", "state", "days_late", "ended_on")
    return [ComplianceRow(**{name: getattr(one, name) for name in own}, stands=_stands(one), ground=one.ground_for_report) for one in found]


COMPLIANCE_CELLS = {
    "ref": lambda row: Cell(row.ref, f"/compliance/{row.ref}/", ref=True),
    "case_ref": lambda row: Cell(row.case_ref, f"/cases/{row.case_ref}/", ref=True),
    "action": lambda row: Cell(row.action, strong=True),
    "kind": lambda row: KINDS[row.kind],
    "state": lambda row: Cell(row.state.capitalize(), tone=TONES[row.state], tag=True),
    "days_late": lambda row: Cell(str(row.days_late), tone="red", tag=True) if row.days_late and row.state != "met" else "",
}
BODIES = ListOf(
    name="compliance-by-body",
    key="body",
    columns=(
        *(
            Shown("body", "Body"),
            Shown("followed", "Followed", "number"),
            Shown("met", "In time", "number"),
            Shown("met_late", "Late", "number"),
        ),
        *(Shown("waiting", "Not due yet", "number"), Shown("overdue", "Overdue", "number"), Shown("refused", "Refused", "number")),
        *(
            Shown("unmet", "Not done", "number"),
            Shown("repeated", "Repeated", "yes/no"),
            Shown("grounds", "Grounds for a report", "number"),
        ),
    ),
    facets=(Facet("repeated", "Repeated", label=str.capitalize),),
    sorts=("followed", "grounds", "overdue"),
    also=("known",),
)
BODY_CELLS = {
    "body": lambda row: Cell(row.body, strong=True),
    "repeated": lambda row: Cell("Repeated", tone="red", tag=True) if row.repeated else "",
    "grounds": lambda row: Cell(str(row.grounds), tone="red", tag=True) if row.grounds else "",
}


def said(one: BodyFigures) -> str:
    """A body's compliance in a sentence."""
    return f"{one.body}: {one.followed} followed, {one.failures} late, refused, not done or overdue."


def _stands(one: FollowedSeen) -> str:
    if not one.open:
        return "Ended"
    return "Overdue" if one.overdue else "To be done"
