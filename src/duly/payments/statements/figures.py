"""A provider's own figure held against ours, and the difference explained in full or said not to be. Values in, values out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from duly.payments.statements.parts import Account


@dataclass(frozen=True)
class Said:
    """What a provider says is unpaid: in pence, on which day, how it came, and, where it sent a list, for which of its invoices."""

    pence: int
    said_on: date
    came_by: str
    lines: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Step:
    """One line from their figure to ours: signed pence that take theirs towards ours. `invoice_ref` is empty for what is of the whole account."""

    words: str
    pence: int
    invoice_ref: str = ""
    explained: bool = True


@dataclass(frozen=True)
class Reconciled:
    """Theirs, then each step, comes to ours. `unexplained` is what of the difference nothing known here explains."""

    theirs: int
    steps: tuple[Step, ...]
    ours: int

    @property
    def unexplained(self) -> tuple[Step, ...]:
        """The steps that are only a difference."""
        return tuple(step for step in self.steps if not step.explained)

    @property
    def ties_out(self) -> bool:
        """Whether theirs and the steps come to ours."""
        return self.theirs + sum(step.pence for step in self.steps) == self.ours


@dataclass(frozen=True)
class OfInvoice:
    """An invoice here: what of it is unpaid, not payable, settled before, paid, and paid after the day the provider spoke of."""

    unpaid: int = 0
    not_payable: int = 0
    settled_before: int = 0
    paid: int = 0


def reconciled(said: Said, account: Account) -> Reconciled:
    """A provider's figure and ours: invoice by invoice where it sent a list, and else by what was refused and what was paid since."""
    steps = _by_invoice(said, of_invoices(account)) if said.lines else _whole(said, account)
    return Reconciled(said.pence, steps, account.unpaid)


def of_invoices(account: Account) -> dict[str, OfInvoice]:
    """What is known of each invoice. A care asked for by several invoices is known under all of their references together: "A, B"."""
    found: dict[str, OfInvoice] = {}
    for piece in account.pieces:
        name = ", ".join(piece.invoices)
        was = found.get(name, OfInvoice())
        found[name] = OfInvoice(
            was.unpaid + piece.unpaid,
            was.not_payable + piece.not_payable,
            was.settled_before + piece.settled_before,
            was.paid + piece.paid,
        )
    return found


def _whole(said: Said, account: Account) -> tuple[Step, ...]:
    """The difference by parts of the whole account: those that together are exactly it; if none are, all of it is unexplained."""
    since = sum(one.pence for one in account.sent if one.pay_date > said.said_on)
    lines = sum(1 for piece in account.pieces if piece.not_payable)
    known = [
        Step(f"Less not payable, with a reason, {_lines(lines)}", -account.not_payable),
        Step(f"Less paid since {_day(said.said_on)}", -since),
        Step("Less weeks settled before Duly began", -account.settled_before),
    ]
    difference = account.unpaid - said.pence
    if not difference:
        return ()
    steps = _exactly(difference, [step for step in known if step.pence])
    return steps or (Step("Difference that nothing here explains", difference, explained=False),)


def _by_invoice(said: Said, ours: Mapping[str, OfInvoice]) -> tuple[Step, ...]:
    """A step for each invoice on which the two differ, and for each that only one of them has. Invoices that ask for the same care are one."""
    together = _together(ours)
    theirs: dict[str, int] = {}
    for ref, pence in said.lines:
        theirs[together.get(ref, ref)] = theirs.get(together.get(ref, ref), 0) + pence
    known: dict[str, OfInvoice] = {}
    for name, one in ours.items():
        ref = together[name.split(", ")[0]] if name else ""
        was = known.get(ref, OfInvoice())
        known[ref] = OfInvoice(
            was.unpaid + one.unpaid, was.not_payable + one.not_payable, was.settled_before + one.settled_before, was.paid + one.paid
        )
    steps: list[Step] = []
    for ref in sorted({*theirs, *(name for name, one in known.items() if one.unpaid)}):
        one_of_ours, called = known.get(ref), ref or "Claims whose invoice was taken back"
        difference = (one_of_ours.unpaid if one_of_ours else 0) - theirs.get(ref, 0)
        if not difference:
            continue
        if one_of_ours is None:
            steps.append(Step(f"{called}: no such invoice has come to us", difference, ref))
        elif ref not in theirs:
            steps.append(Step(f"{called}: unpaid here, and not on their list", difference, ref))
        else:
            parts = [
                Step(f"{called}: not payable, with a reason", -one_of_ours.not_payable, ref),
                Step(f"{called}: paid", -one_of_ours.paid, ref),
                Step(f"{called}: settled before Duly began", -one_of_ours.settled_before, ref),
            ]
            found = _exactly(difference, [part for part in parts if part.pence])
            steps += found or (Step(f"{called}: a difference that nothing here explains", difference, ref, explained=False),)
    return tuple(steps)


def _together(names: Mapping[str, OfInvoice]) -> dict[str, str]:
    """What each invoice is told under: its own reference, or those of all that ask for the same care: "A, B"."""
    families: dict[str, set[str]] = {}
    for name in names:
        family = set(name.split(", ")) if name else set()
        for ref in tuple(family):
            family |= families.get(ref, set())
        for ref in family:
            families[ref] = family
    return {ref: ", ".join(sorted(family)) for ref, family in families.items()}


def _exactly(difference: int, parts: Sequence[Step]) -> tuple[Step, ...]:
    """The fewest of these that come to exactly the difference, or none."""
    for many in range(1, len(parts) + 1):
        for chosen in combinations(parts, many):
            if sum(step.pence for step in chosen) == difference:
                return chosen
    return ()


def _lines(many: int) -> str:
    return f"{many:,} line{'' if many == 1 else 's'}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B}"
