"""What is unpaid and why, invoice by invoice, in finished words; and what will not be paid. People are told by reference."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from duly.payments.statements.parts import (
    DUE,
    NOT_CHECKED,
    ON_HOLD,
    OVER,
    PRACTITIONER,
    PROVIDER,
    STOPPED,
    TO_DECIDE,
    Account,
    Group,
    Piece,
    groups,
)
from duly.payments.statements.told import many
from duly.payments.validation.queries import severity_of, title_of

HEAVIEST_FIRST = "BHTWI"
STATE_WORDS = {
    DUE: "Due",
    TO_DECIDE: "To decide",
    ON_HOLD: "Held by us",
    STOPPED: "Stopped",
    NOT_CHECKED: "Not checked",
    PROVIDER: "Held",
    PRACTITIONER: "Held",
    OVER: "Paid over",
}


@dataclass(frozen=True)
class Why:
    """What is unpaid of one invoice and stands alike: how, why, whose move it is, and by or since when. `person_ref` where it is of one person."""

    invoices: tuple[str, ...]
    care: str
    pence: int
    lines: int
    state: str
    says: str
    why: str
    next_move: str
    by: str
    starts: date
    ends: date
    provider_ref: str
    run_ref: str = ""
    person_ref: str = ""

    @property
    def whole_why(self) -> str:
        """Why, with the person by reference."""
        return f"{self.why}, {self.person_ref}" if self.person_ref else self.why


def whys(account: Account) -> tuple[Why, ...]:
    """What is unpaid, invoice by invoice, and why."""
    return tuple(_why(account, group) for group in groups(account.pieces))


def why_not_payable(account: Account) -> tuple[tuple[str, int, int], ...]:
    """What will not be paid, by reason: its words, how many lines, and pence; the most first."""
    found: dict[str, list[int]] = {}
    for piece in account.pieces:
        if piece.not_payable:
            of = found.setdefault(_title(piece), [0, 0])
            of[0], of[1] = of[0] + 1, of[1] + piece.not_payable
    return tuple(sorted(((words, *of) for words, of in found.items()), key=lambda one: (-one[2], one[0])))


def _why(account: Account, group: Group) -> Why:
    starts, ends = group.weeks[0], group.weeks[1] + timedelta(days=7)
    since = f"since {short_day(group.since, account.on)}" if group.since else ""
    move = {
        DUE: "Finance: release its file"
        if group.run and group.run.state == "approved"
        else "Us: approve its run"
        if group.run
        else "Us: draft a run",
        TO_DECIDE: "Us: decide",
        ON_HOLD: "Us: end the hold",
        STOPPED: "Us: put right what stops it",
        NOT_CHECKED: "Us: judge the week",
        PROVIDER: account.called.get(group.pieces[0].care.provider_ref, group.pieces[0].care.provider_ref),
        PRACTITIONER: "Practitioner",
        OVER: "Us: take it off the next payment",
    }[group.state]
    return Why(
        invoices=group.invoices,
        care=short_span(starts, ends, account.on),
        pence=group.pence,
        lines=len(group.pieces),
        state=group.state,
        says=STATE_WORDS[group.state],
        why=_because(group),
        next_move=move,
        by=f"{group.run.pay_date:%a} {short_day(group.run.pay_date, account.on)}" if group.run else since,
        starts=starts,
        ends=ends,
        provider_ref=group.pieces[0].care.provider_ref,
        run_ref=group.run.ref if group.run else "",
        person_ref=group.pieces[0].care.person_ref if len(group.pieces) == 1 and group.state not in (DUE, NOT_CHECKED) else "",
    )


def _because(group: Group) -> str:
    if group.state == DUE:
        return f"Checked, {many(len(group.pieces))}"
    if group.state == NOT_CHECKED:
        return "Not judged as it now stands" if group.pence > 0 else "Less is claimed than was judged"
    if len(group.pieces) == 1:
        return _title(group.pieces[0])
    (most, lines), *rest = Counter(_title(piece) for piece in group.pieces).most_common()
    return f"{most}, {many(lines)}" + (f"; other, {sum(n for _, n in rest)}" if rest else "")


def _title(piece: Piece) -> str:
    codes = sorted(piece.codes, key=lambda code: (HEAVIEST_FIRST.index(severity_of(code)), code))
    if codes:
        return title_of(codes[0])
    return "No opening position signed" if piece.state == STOPPED else "As the contract has it"


def short_day(day: date, near: date) -> str:
    """A day for a dense table: "9 Nov", with its year where that is not the year it is near to."""
    return f"{day.day} {day:%b}" + ("" if day.year == near.year else f" {day.year}")


def short_span(starts: date, ends: date, near: date) -> str:
    """A half-open span for a dense table, with an inclusive end: "2 to 8 Nov", "26 Oct to 1 Nov"."""
    last = ends - timedelta(days=1)
    begins = f"{starts.day}" if (starts.year, starts.month) == (last.year, last.month) else short_day(starts, near)
    return f"{begins} to {short_day(last, near)}"
