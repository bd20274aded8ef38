"""Clocks in finished words."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from duly.casework.decisions.queries import DecisionSeen
from duly.casework.flow.dating_again import Day
from duly.core.clocks.queries import ClockSeen
from duly.core.clocks.rules import Moved, standing
from duly.core.clocks.states import OPEN
from duly.core.lists.listing import Facet, ListOf, Shown
from duly.ui.environment import day
from duly.ui.frame import Cell, Column, Link, Row, Table

TONES = {"running": "blue", "stopped": "amber", "met": "green", "missed": "red", "ended": "", "taken back": ""}
PRESSING = {"red": "Late", "amber": "Soon", "green": "In time"}
MINE, OTHERS = "Mine", "Others'"
PAGES = {"PSO-": "cases", "DN-": "decisions", "ER-": "requests", "CP-": "compliance", "P-": "post", "RV-": "reviews", "RF-": "referrals"}
TO_ANSWER_A_LETTER_BEFORE_CLAIM = 14


@dataclass(frozen=True)
class ClockRow:
    """One clock as the list shows it. `left` is days until its date, less than nothing when it is past; None when it has none or is done with."""

    ref: str
    title: str
    rule: str
    about: str
    state: str
    began: date
    due: date | None
    left: int | None
    when: str
    tone: str
    whose: str


CLOCKS = ListOf(
    name="clocks",
    key="ref",
    columns=(
        Shown("ref", "Clock"),
        Shown("title", "What is due"),
        Shown("about", "On"),
        Shown("state", "State"),
        Shown("began", "Began", "day"),
        Shown("due", "Due", "day"),
        Shown("left", "Days left", "number"),
    ),
    facets=(
        Facet("whose", "Whose case"),
        Facet("when", "When"),
        Facet("state", "State", label=str.capitalize),
        Facet("rule", "Clock", value=lambda row: row.title),
    ),
    sorts=("due", "began", "left"),
    default_sort="due",
)


def row_of(clock: ClockSeen, *, on: date, mine: bool = False) -> ClockRow:
    """A clock as it stands on a day. `mine` says that the case it is of is whoever's looks."""
    left = (clock.due - on).days if clock.due is not None and clock.state in OPEN else None
    tone = standing(clock.due, on=on)[0] if clock.state in OPEN else ""
    return ClockRow(
        clock.ref,
        clock.title,
        clock.rule_code,
        clock.about,
        clock.state,
        clock.began,
        clock.due,
        left,
        _when(clock, left),
        tone,
        MINE if mine else OTHERS,
    )


def rows_of(clocks: tuple[ClockSeen, ...], *, on: date, mine: Collection[str] = ()) -> list[ClockRow]:
    """Clocks as they stand on a day; `mine` are the things they run on that are of the reader's own cases."""
    return [row_of(clock, on=on, mine=clock.about in mine) for clock in clocks]


def left_said(row: ClockRow) -> Cell:
    """How many days are left, in colour when it presses."""
    if row.left is None:
        return Cell("stands still" if row.state == "stopped" else "")
    if row.left < 0:
        return Cell(f"{-row.left} over", tone="red", tag=True)
    return Cell(str(row.left), tone="amber", tag=True) if row.tone == "amber" else Cell(str(row.left))


CELLS = {
    "ref": lambda row: Cell(row.ref, f"/clocks/{row.ref}/", ref=True),
    "title": lambda row: Cell(row.title, strong=True),
    "about": lambda row: Cell(row.about, where(row.about), ref=True) if where(row.about) else row.about,
    "state": lambda row: Cell(row.state.capitalize(), tone=TONES[row.state], tag=True),
    "left": left_said,
}


def where(about: str) -> str:
    """The page of what a clock is on; nothing where it has none."""
    return next((f"/{page}/{about}/" for start, page in PAGES.items() if about.startswith(start)), "")


def table_on_case(clocks: tuple[ClockSeen, ...], *, on: date) -> Table:
    """The clocks of one case, for its page."""
    rows = tuple(
        Row(
            (
                Cell(row.title, f"/clocks/{row.ref}/", strong=True),
                Cell(row.state.capitalize(), tone=TONES[row.state], tag=True),
                day(row.due) if row.due else "–",
                left_said(row),
                Cell("Show working", f"/clocks/{row.ref}/#working"),
            ),
            ref=row.ref,
        )
        for row in rows_of(clocks, on=on)
    )
    columns = (Column("Clock", "wrap"), Column("State"), Column("Due"), Column("Days left", "number"), Column("How"))
    return Table("Clocks", columns, rows, empty="No clock runs on this case.")


@dataclass(frozen=True)
class ReviewRow:
    """One review that is to be answered: when the judicial review window shuts, and by when an answer leaves 28 days of it."""

    decision: str
    case: str
    decided: date
    shuts: date | None
    letter_by: date | None
    answer_by: date | None
    planned: date | None
    spare: int | None
    tone: str
    why: str
    clock: str


REVIEWS = ListOf(
    name="reviews-by-clock",
    key="clock",
    columns=(
        Shown("decision", "Decision"),
        Shown("case", "Case"),
        Shown("decided", "Decided", "day"),
        Shown("answer_by", "Answer by", "day"),
        Shown("planned", "Planned for", "day"),
        Shown("spare", "Days then left", "number"),
        Shown("letter_by", "Letter before claim by", "day"),
        Shown("shuts", "Window shuts", "day"),
        Shown("why", "Stands"),
    ),
    facets=(Facet("tone", "Pressing", label=lambda tone: PRESSING.get(tone, "Stands still")),),
)


def review_rows(clocks: tuple[ClockSeen, ...], decided: dict[str, DecisionSeen], *, on: date) -> list[ReviewRow]:
    """Reviews still to be answered, in the order in which they press: what will be late before what is soon, and the first due first."""
    of: dict[str, dict[str, ClockSeen]] = {}
    for clock in clocks:
        of.setdefault(clock.about, {})[clock.rule_code] = clock
    rows = [_review(about, by_rule, decided.get(about), on) for about, by_rule in of.items() if "review-jr-safe" in by_rule]
    return sorted(rows, key=lambda row: (["red", "amber", "green", ""].index(row.tone), row.answer_by or date.max))


def moved_table(moved: tuple[Moved, ...], caption: str, with_it: Mapping[str, str] | None = None) -> Table:
    """What a dating again moved, or would move; and what moved with each clock, where that is told."""
    told = with_it or {}
    rows = tuple(
        Row((Cell(m.ref, f"/clocks/{m.ref}/", ref=True), day(m.before), day(m.after), m.cause, told.get(m.ref, "")), ref=m.ref)
        for m in moved
    )
    columns = (Column("Clock"), Column("Was due"), Column("Is due"), Column("Because", "wrap"), Column("Dated with it"))
    return Table(caption, columns, rows, empty="None moves.", empty_next=Link("All clocks", "/clocks/"))


def days_table(found: tuple[Day, ...], caption: str) -> Table:
    """What is due besides clocks: what bank holidays announced since have moved, or what stays on one of them."""
    rows = tuple(Row((one.ref, one.what, day(one.before), one.holiday or day(one.after)), ref=f"{n}") for n, one in enumerate(found))
    last = "Which is" if found and found[0].holiday else "Is due"
    return Table(caption, (Column("On"), Column("What", "wrap"), Column("Was due" if last == "Is due" else "Due"), Column(last)), rows)


def _review(about: str, by_rule: dict[str, ClockSeen], decision: DecisionSeen | None, on: date) -> ReviewRow:
    safe, window = by_rule["review-jr-safe"], by_rule.get("judicial-review")
    planned = max((c.due for code, c in by_rule.items() if code in ("review-answer", "review-ten-weeks") and c.due), default=None)
    tone, why = standing(safe.due, on=on, planned=planned)
    shuts = window.due if window else None
    return ReviewRow(
        decision=about,
        case=decision.case_ref if decision else "",
        decided=safe.began,
        shuts=shuts,
        letter_by=shuts - timedelta(days=TO_ANSWER_A_LETTER_BEFORE_CLAIM) if shuts else None,
        answer_by=safe.due,
        planned=planned,
        spare=(shuts - max(planned, on)).days if shuts and planned else None,
        tone=tone,
        why=why,
        clock=safe.ref,
    )


def _when(clock: ClockSeen, left: int | None) -> str:
    if clock.state not in OPEN:
        return "Done with"
    if left is None:
        return "Stands still"
    return next(
        name for most, name in ((-1, "Overdue"), (7, "Due within 7 days"), (28, "Due within 28 days"), (left, "Due later")) if left <= most
    )
