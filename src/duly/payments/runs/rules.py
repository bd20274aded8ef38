"""What a run takes and what it leaves out, what it comes to, and the canonical list that is approved. Values in, values out.

Pence are whole and signed: a negative line takes back what was overpaid. `paid` always means the ledger's net.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from duly.primitives.digest import canonical, sha256_hex
from duly.primitives.money import sterling

REFUSED = {
    "no-opening": "No opening position has been signed for this line.",
    "before-opening": "This week was settled before Duly began.",
}


@dataclass(frozen=True)
class DueLine:
    """What validation says is due for a line and week. `due_pence` is `entitled_pence` less `paid_pence`, or 0 until somebody decides."""

    line_ref: str
    provider_ref: str
    person_ref: str
    service: str
    week: date
    entitled_pence: int
    paid_pence: int
    due_pence: int
    judgement_ref: str
    assessed_digest: str
    cause: str
    assessed_id: int = 0


@dataclass(frozen=True)
class Standing:
    """The latest live claim on a line and week: its number, what will have been paid with it, and whose it is."""

    n: int
    paid_after_pence: int
    run_ref: str


@dataclass(frozen=True)
class Claim:
    """A line and week to be claimed under a number."""

    n: int
    due: DueLine


LEFT_OUT = {
    "nothing-due": "Nothing due",
    "not-decided": "Not decided",
    "decided-to-hold": "Held by decision",
    "no-authority": "No package",
    "no-rate": "No rate",
    "blocked": "Cannot be paid",
    "no-opening": "No opening position",
    "before-opening": "Settled before Duly",
    "stale": "Judge again",
    "on-its-way": "In another run",
    "claimed-elsewhere": "In another run",
    "carried-forward": "Carried forward",
    "missing-file": "Its file has not come",
}
"""What each code of a line and week left out is called; those of validation with ours."""


@dataclass(frozen=True)
class NotTaken:
    """A line and week left out of a run. `pence` is what was due, or was claimed where validation left it out already.

    Our codes are "nothing-due", "not-decided", "no-opening", "before-opening", "stale", "on-its-way", "claimed-elsewhere" and
    "carried-forward"; others come from validation.
    """

    line_ref: str
    provider_ref: str
    week: date
    pence: int
    code: str
    because: str


@dataclass(frozen=True)
class Payee:
    """Where a provider is paid. Its repr does not show the details. `changed_by` names everybody who had a hand in them."""

    provider_ref: str
    sort_code: str = field(repr=False)
    account_number: str = field(repr=False)
    account_name: str = field(repr=False)
    changed_by: tuple[str, ...] = ()
    fingerprint: str = field(default="", repr=False)

    @property
    def masked(self) -> str:
        """The account as people may see it."""
        return f"••••{self.account_number[-4:]}"

    @property
    def sha256(self) -> str:
        """The digest of the details: keyed, where whoever opened them gave one. A plain one can be guessed, and is as private as they are."""
        if self.fingerprint:
            return self.fingerprint
        details = {"provider": self.provider_ref, "sort_code": self.sort_code, "number": self.account_number, "name": self.account_name}
        return sha256_hex(canonical(details))


@dataclass(frozen=True)
class Paying:
    """One line of a run as it is paid."""

    line_ref: str
    week: date
    n: int
    provider_ref: str
    person_ref: str
    service: str
    entitled_pence: int
    paid_before_pence: int
    pence: int
    judgement_ref: str
    assessed_digest: str
    cause: str
    assessed_id: int = 0

    @property
    def reference(self) -> str:
        """What the ledger calls it: "LN-000123/2026-11-02"."""
        return reference(self.line_ref, self.week)


@dataclass(frozen=True)
class Paid:
    """One payment of the canonical list: a provider, an account by its ending and digest, and what is paid."""

    n: int
    provider_ref: str
    payee_masked: str
    payee_sha256: str
    net_pence: int
    lines: tuple[Paying, ...]


def reference(line_ref: str, week: date) -> str:
    """The ledger's reference of a line and week."""
    return f"{line_ref}/{week.isoformat()}"


def sort_out(
    due: Sequence[DueLine], standing: Mapping[str, Standing], paid: Mapping[str, int]
) -> tuple[tuple[Claim, ...], tuple[NotTaken, ...]]:
    """What can be claimed of what is due, and what is left out and why. By reference: `standing` claims, and `paid` by the ledger.

    Two rows of one line and week are our own mistake: ValueError.
    """
    if len({(d.line_ref, d.week) for d in due}) != len(due):
        raise ValueError("A line and week was offered twice.")
    claims, left = [], []
    for one in sorted(due, key=lambda d: (d.line_ref, d.week)):
        ref = reference(one.line_ref, one.week)
        before, paid_pence = standing.get(ref), paid.get(ref, 0)
        why = _why_not_take(one, before, paid_pence)
        if why:
            left.append(left_out(one, *why))
        else:
            claims.append(Claim(before.n + 1 if before else 0, one))
    kept, carried = carry_forward(claims)
    return kept, tuple(left) + carried


def carry_forward(claims: Iterable[Claim]) -> tuple[tuple[Claim, ...], tuple[NotTaken, ...]]:
    """A provider who would be paid less than nothing is left out whole; what it owes waits for a run that pays it more."""
    claims = tuple(claims)
    nets: dict[str, int] = {}
    for claim in claims:
        nets[claim.due.provider_ref] = nets.get(claim.due.provider_ref, 0) + claim.due.due_pence
    kept = tuple(c for c in claims if nets[c.due.provider_ref] >= 0)
    left = tuple(
        left_out(
            c.due,
            "carried-forward",
            f"Carried forward: together this provider's lines come to {sterling(nets[c.due.provider_ref])}, and no payment is below nothing.",
        )
        for c in claims
        if nets[c.due.provider_ref] < 0
    )
    return kept, left


def left_out(due: DueLine, code: str, because: str) -> NotTaken:
    """A line and week that is not taken, with why."""
    return NotTaken(due.line_ref, due.provider_ref, due.week, due.due_pence, code, because)


def payments(lines: Iterable[Paying], payees: Mapping[str, Payee]) -> tuple[Paid, ...]:
    """What each provider is paid, by reference, with its lines in order. KeyError when a payee is missing."""
    grouped: dict[str, list[Paying]] = {}
    for line in sorted(lines, key=lambda one: (one.provider_ref, one.line_ref, one.week, one.n)):
        grouped.setdefault(line.provider_ref, []).append(line)
    return tuple(
        Paid(n, ref, payees[ref].masked, payees[ref].sha256, sum(one.pence for one in theirs), tuple(theirs))
        for n, (ref, theirs) in enumerate(grouped.items(), start=1)
    )


def canonical_list(run_ref: str, pay_date: date, paid: Iterable[Paid]) -> bytes:
    """The canonical payment list: what is approved is its SHA-256. The order of what is handed in does not matter."""
    return canonical(
        {
            "v": 1,
            "run": run_ref,
            "pay_date": pay_date.isoformat(),
            "payments": [
                [p.n, p.provider_ref, p.payee_masked, p.payee_sha256, p.net_pence, [_row(line) for line in _in_order(p.lines)]]
                for p in sorted(paid, key=lambda one: one.provider_ref)
            ],
        }
    )


def due_digest(due: Iterable[DueLine]) -> str:
    """The digest of everything offered to a draft, whatever its order."""
    rows = sorted(
        [d.line_ref, d.week.isoformat(), d.provider_ref, d.entitled_pence, d.paid_pence, d.due_pence, d.assessed_digest] for d in due
    )
    return sha256_hex(canonical(rows))


def _why_not_take(due: DueLine, before: Standing | None, paid: int) -> tuple[str, str] | None:
    if due.cause in REFUSED:
        return due.cause, REFUSED[due.cause]
    if before and before.paid_after_pence != paid:
        return "on-its-way", f"It is in run {before.run_ref}, which the ledger does not show as paid yet."
    if due.paid_pence != paid:
        return "stale", f"It was judged when {sterling(due.paid_pence)} had been paid; now {sterling(paid)} has. Judge the week again."
    if due.entitled_pence == paid and due.due_pence == 0:
        return "nothing-due", "Everything it is entitled to has been paid."
    if due.due_pence == 0:
        return "not-decided", "It is held until somebody decides it."
    if due.due_pence != due.entitled_pence - paid:
        return "stale", "What is due is not what it is entitled to less what was paid. Judge the week again."
    return None


def _in_order(lines: Iterable[Paying]) -> list[Paying]:
    return sorted(lines, key=lambda one: (one.line_ref, one.week, one.n))


def _row(line: Paying) -> list[str | int]:
    return [
        line.line_ref,
        line.week.isoformat(),
        line.n,
        line.person_ref,
        line.service,
        line.entitled_pence,
        line.paid_before_pence,
        line.pence,
        line.judgement_ref,
        line.assessed_digest,
        line.cause,
    ]
