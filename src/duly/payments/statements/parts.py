"""What of a provider's claims, or a person's, is paid, unpaid and not payable, piece by piece. Values in, values out.

Every piece is what was invoiced for one care in one week. Invoiced is paid, unpaid and not payable together, of each piece and so of all.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

PROVIDER_ASKED, PRACTITIONER_ASKED = "51", "52"
"""The reasons for holding that say who was asked, as the exceptions desk has them."""

DUE, TO_DECIDE, ON_HOLD, STOPPED, NOT_CHECKED, PROVIDER, PRACTITIONER, OVER = (
    "due",
    "to-decide",
    "on-hold",
    "stopped",
    "not-checked",
    "provider",
    "practitioner",
    "over",
)
STATES = (DUE, TO_DECIDE, ON_HOLD, STOPPED, NOT_CHECKED, PROVIDER, PRACTITIONER, OVER)
"""Where unpaid money stands, in the order it is told."""
WITH_US = (TO_DECIDE, ON_HOLD, STOPPED, NOT_CHECKED)
DAYS_TO_PAY = 30
"""Days from a valid invoice within which a public body pays (Procurement Act 2023, section 68)."""


@dataclass(frozen=True)
class Billed:
    """What one invoice asked for one care in one week."""

    invoice_ref: str
    received_on: date
    pence: int


@dataclass(frozen=True)
class Judged:
    """A line-week as it was judged and decided: `payable_pence` before what was paid; `standing` and `reason` as judged; `choice` as decided."""

    line_ref: str
    judgement_ref: str
    claimed_pence: int
    payable_pence: int
    standing: str
    codes: tuple[int, ...] = ()
    reason: str = ""
    choice: str = ""
    reason_code: str = ""
    since: date | None = None


@dataclass(frozen=True)
class InRun:
    """The run that holds a line-week: when it pays, and whether it is a "draft", "prepared" or "approved"."""

    ref: str
    pay_date: date
    state: str


@dataclass(frozen=True)
class Care:
    """What a piece is about."""

    provider_ref: str
    person_ref: str
    service: str
    week: date


@dataclass(frozen=True)
class Piece:
    """One care in one week, in pence. `unpaid` is below 0 where more was paid than is now payable; `state` is then "over", and "" where nothing is."""

    care: Care
    line_ref: str
    judgement_ref: str
    invoices: tuple[str, ...]
    received_on: date | None
    invoiced: int
    paid: int
    unpaid: int
    not_payable: int
    settled_before: int
    state: str
    codes: tuple[int, ...] = ()
    since: date | None = None
    run: InRun | None = None

    @property
    def ties_out(self) -> bool:
        """Whether its parts add up."""
        return self.invoiced == self.paid + self.unpaid + self.not_payable + self.settled_before

    @property
    def key(self) -> str:
        """What names it for good."""
        return f"{self.care.week.isoformat()}/{self.care.provider_ref}/{self.care.person_ref}/{self.care.service}/{self.state or 'done'}"


@dataclass(frozen=True)
class Sent:
    """A payment in a bank file that stands: what it paid of these pieces, by which run, and on which day."""

    run_ref: str
    pay_date: date
    pence: int


@dataclass(frozen=True)
class Account:
    """Everything known at an entry of the record. `at` is the moment of that entry; `whose` is "provider" or "person".

    `invoiced` and `paid` are the sums of the invoices and of the ledger by themselves: the pieces must come to the same. `this_year` is what was
    paid since `year_began`; `in_time` and `timed` are how much of what was sent was within the days to pay, of how much.
    """

    whose: str
    ref: str
    name: str
    as_at: int
    at: datetime | None
    on: date
    pieces: tuple[Piece, ...]
    invoiced: int
    paid: int
    year_began: date
    this_year: int
    sent: tuple[Sent, ...] = ()
    came_back: int = 0
    in_time: int = 0
    timed: int = 0
    called: Mapping[str, str] = field(default_factory=dict)

    def unpaid_in(self, *states: str) -> int:
        """Pence that stand so."""
        return sum(piece.unpaid for piece in self.pieces if piece.state in states)

    @property
    def unpaid(self) -> int:
        """Everything unpaid, less what was paid over."""
        return sum(piece.unpaid for piece in self.pieces)

    @property
    def not_payable(self) -> int:
        """What was claimed and will not be paid, for reasons that were told."""
        return sum(piece.not_payable for piece in self.pieces)

    @property
    def settled_before(self) -> int:
        """What was claimed of weeks that were settled before Duly began."""
        return sum(piece.settled_before for piece in self.pieces)

    @property
    def ties_out(self) -> bool:
        """Whether every piece adds up, and all of them come to what the invoices and the ledger say by themselves."""
        sums = (sum(piece.invoiced for piece in self.pieces), sum(piece.paid for piece in self.pieces))
        return all(piece.ties_out for piece in self.pieces) and sums == (self.invoiced, self.paid)


def pieces_of(
    judged: Mapping[Care, Judged], billed: Mapping[Care, tuple[Billed, ...]], paid: Mapping[Care, int], runs: Mapping[Care, InRun]
) -> tuple[Piece, ...]:
    """Every care and week as pieces, by week and person. What was invoiced and not judged as it stands is a piece of its own."""
    found = []
    for care in sorted({*judged, *billed}, key=lambda one: (one.week, one.person_ref, one.service, one.provider_ref)):
        bills, one = billed.get(care, ()), judged.get(care)
        asked = sum(bill.pence for bill in bills)
        refs, came = tuple(sorted({bill.invoice_ref for bill in bills})), min((bill.received_on for bill in bills), default=None)
        if one is not None:
            found.append(_judged(care, one, paid.get(care, 0), runs.get(care), refs, came))
            asked -= one.claimed_pence
        if asked:
            found.append(Piece(care, "", "", refs, came, asked, 0, asked, 0, 0, NOT_CHECKED, since=came))
    return tuple(found)


def _judged(care: Care, one: Judged, paid: int, run: InRun | None, refs: tuple[str, ...], came: date | None) -> Piece:
    claimed, settled = one.claimed_pence, 0
    if one.standing == "payable":
        unpaid, state = one.payable_pence - paid, DUE
    elif one.reason == "before-opening":
        unpaid, state, settled = 0, "", claimed - paid
    else:
        unpaid, state = claimed - paid, _waits(one)
    state = "" if unpaid == 0 else OVER if unpaid < 0 else state
    return Piece(
        care,
        one.line_ref,
        one.judgement_ref,
        refs,
        came,
        invoiced=claimed,
        paid=paid,
        unpaid=unpaid,
        not_payable=claimed - paid - unpaid - settled,
        settled_before=settled,
        state=state,
        codes=one.codes,
        since=one.since,
        run=run if state == DUE else None,
    )


def _waits(one: Judged) -> str:
    """Whose move it is with what may not be paid yet."""
    if one.standing != "held":
        return STOPPED
    if one.choice != "hold":
        return TO_DECIDE
    return {PROVIDER_ASKED: PROVIDER, PRACTITIONER_ASKED: PRACTITIONER}.get(one.reason_code, ON_HOLD)


@dataclass(frozen=True)
class WeekSum:
    """A week's care: what was invoiced for it, what of it was paid, and what is due."""

    week: date
    invoiced: int
    paid: int
    due: int


def by_week(pieces: Iterable[Piece], *, last: int = 0) -> tuple[WeekSum, ...]:
    """Each week, the earliest first; or only the `last` so many."""
    weeks: dict[date, list[int]] = {}
    for piece in pieces:
        of = weeks.setdefault(piece.care.week, [0, 0, 0])
        of[0] += piece.invoiced
        of[1] += piece.paid
        of[2] += piece.unpaid if piece.state == DUE else 0
    told = tuple(WeekSum(week, *weeks[week]) for week in sorted(weeks))
    return told[-last:] if last else told


@dataclass(frozen=True)
class Group:
    """What is unpaid of one invoice (or several that ask for the same care) and stands alike."""

    invoices: tuple[str, ...]
    state: str
    run: InRun | None
    pieces: tuple[Piece, ...]

    @property
    def pence(self) -> int:
        """What they come to."""
        return sum(piece.unpaid for piece in self.pieces)

    @property
    def since(self) -> date | None:
        """The earliest day that one of them has stood so."""
        return min((piece.since for piece in self.pieces if piece.since), default=None)

    @property
    def weeks(self) -> tuple[date, date]:
        """The Mondays of the first and last week of care."""
        return min(piece.care.week for piece in self.pieces), max(piece.care.week for piece in self.pieces)


def groups(pieces: Iterable[Piece]) -> tuple[Group, ...]:
    """The unpaid pieces by how they stand, in the order of `STATES`, the newest invoice first."""
    found: dict[tuple[str, tuple[str, ...], InRun | None], list[Piece]] = {}
    for piece in pieces:
        if piece.unpaid:
            found.setdefault((piece.state, piece.invoices, piece.run), []).append(piece)
    told = (Group(invoices, state, run, tuple(of)) for (state, invoices, run), of in found.items())
    return tuple(sorted(told, key=lambda one: (STATES.index(one.state), -one.weeks[1].toordinal(), one.invoices)))
