"""A statement in finished words, the same wherever it is read: on screen, as text, as PDF, by a program. People are told by reference."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from duly.payments.statements.parts import (
    DAYS_TO_PAY,
    DUE,
    NOT_CHECKED,
    ON_HOLD,
    OVER,
    PRACTITIONER,
    PROVIDER,
    STOPPED,
    TO_DECIDE,
    Account,
    WeekSum,
    by_week,
)
from duly.primitives.money import sterling
from duly.primitives.period import monday_of, say_day

WEEKS = 13
HEAVIEST_FIRST = "BHTWI"
PARTS = (
    ("due", (DUE,)),
    ("with-us", (TO_DECIDE, ON_HOLD, NOT_CHECKED)),
    ("stopped", (STOPPED,)),
    ("provider", (PROVIDER,)),
    ("practitioner", (PRACTITIONER,)),
)
"""The parts that the unpaid money is told in."""


@dataclass(frozen=True)
class Bit:
    """A few words of the spoken paragraph. `part` names the part of the account that a figure is of, else empty."""

    words: str
    part: str = ""


@dataclass(frozen=True)
class Part:
    """One part of the unpaid money: its pence, its lines, and since when the oldest of it has stood so."""

    code: str
    label: str
    pence: int
    lines: int
    since: date | None


def called(account: Account) -> str:
    """What the statement is of."""
    return account.name if account.whose == "provider" else account.ref


def as_at(account: Account) -> str:
    """As at which moment and entry."""
    if account.at is None:
        return "Before the first entry of the record"
    return f"As at {account.at:%A} {say_day(account.on)}, {account.at:%H:%M}, entry {account.as_at} of the record"


def parts(account: Account) -> tuple[Part, ...]:
    """The parts there are, in their order; what was paid over is not among them."""
    labels = {
        "due": "Checked and due",
        "with-us": "With us to decide",
        "stopped": "Cannot be paid as it stands",
        "provider": f"Waiting for {_them(account)}",
        "practitioner": "Waiting for the practitioner",
    }
    found = []
    for code, states in PARTS:
        of = [piece for piece in account.pieces if piece.state in states]
        if of:
            since = min((piece.since for piece in of if piece.since), default=None)
            found.append(Part(code, labels[code], sum(piece.unpaid for piece in of), len(of), since))
    return tuple(found)


def spoken(account: Account) -> tuple[Bit, ...]:
    """The whole account as one would say it, its figures apart."""
    all_of_it = parts(account)
    said = [Bit(sterling(account.unpaid) if account.unpaid or all_of_it else "Nothing", "unpaid")]
    said.append(Bit(f" that was claimed {_by_or_for(account)} is unpaid" + (". Of this " if len(all_of_it) > 1 else ". ")))
    for n, part in enumerate(all_of_it):
        last = n == len(all_of_it) - 1
        said += [
            Bit("and " if last and n else ""),
            Bit(sterling(part.pence) if len(all_of_it) > 1 else f"All {sterling(part.pence)}", part.code),
            Bit(f" {_stands(account, part)}{'. ' if last else ', '}"),
        ]
    over = -account.unpaid_in(OVER)
    if over:
        said += [Bit(sterling(over), "over"), Bit(" was paid over what is now payable; it is taken off the next payment. ")]
    said.append(Bit(f"{oldest(account)} {last_payment(account)}".strip()))
    return tuple(bit for bit in said if bit.words)


def oldest(account: Account) -> str:
    """How long what is unpaid has waited, counted from the day its invoice came."""
    waits = [piece for piece in account.pieces if piece.unpaid > 0 and piece.received_on]
    if not waits:
        return ""
    first = min(piece.received_on for piece in waits if piece.received_on)
    late = sum(piece.unpaid for piece in waits if piece.received_on and (account.on - piece.received_on).days > DAYS_TO_PAY)
    if late:
        return f"{sterling(late)} of it was invoiced more than {DAYS_TO_PAY} days before, the oldest on {say_day(first)}."
    return f"None of it was invoiced more than {DAYS_TO_PAY} days before; the oldest came on {say_day(first)}."


def last_payment(account: Account) -> str:
    """What was sent last. That it was sent is known; that it arrived is not."""
    if not account.sent:
        return "Nothing has been sent to be paid yet." if account.whose == "provider" else ""
    one = account.sent[-1]
    verb = "was sent to be paid on" if one.pay_date <= account.on else "is with the bank to be paid on"
    back = f"; {sterling(account.came_back)} has come back from the bank" if account.came_back else "; nothing has come back from the bank"
    return f"The last payment, {sterling(one.pence)}, {verb} {_weekday(one.pay_date)}{back}."


def thirteen_weeks(account: Account) -> tuple[WeekSum, ...]:
    """Thirteen weeks of care, to the newest that had begun and was claimed: those with nothing in them too."""
    known = {one.week: one for one in by_week(account.pieces)}
    begun = [week for week in known if week <= account.on]
    if not begun:
        return ()
    end = monday_of(max(begun))
    weeks = [end - timedelta(days=7 * back) for back in range(WEEKS - 1, -1, -1)]
    return tuple(known.get(week, WeekSum(week, 0, 0, 0)) for week in weeks)


def weeks_say(account: Account) -> str:
    """What the thirteen weeks show, in a sentence."""
    weeks = [one for one in thirteen_weeks(account) if one.invoiced or one.paid]
    if not weeks:
        return "Nothing was claimed."
    asked, paid = sum(one.invoiced for one in weeks), sum(one.paid for one in weeks)
    most = max(weeks, key=lambda one: (one.invoiced, one.week))
    return (
        f"Of {sterling(asked)} invoiced for {WEEKS} weeks of care {sterling(paid)} is paid; "
        f"most, {sterling(most.invoiced)}, for the week of {say_day(most.week)}."
    )


def can_say(account: Account) -> tuple[str, ...]:
    """What may be told to the provider, or to whoever may hear of the person: facts, and nobody's name."""
    lines = [line for line in (last_payment(account),) if line]
    for part in parts(account):
        lines.append(f"{sterling(part.pence)}, {many(part.lines)}, {_stands(account, part)}.")
    if account.not_payable:
        refused = sum(1 for piece in account.pieces if piece.not_payable)
        lines.append(f"{sterling(account.not_payable)} of {many(refused)} is not payable; the reasons stand in the statement.")
    return tuple(lines)


def adds_up(account: Account) -> str:
    """The account's own check, in words that give every figure."""
    settled = f", settled before {sterling(account.settled_before)}" if account.settled_before else ""
    told = f"paid {sterling(account.paid)}, unpaid {sterling(account.unpaid)}, not payable {sterling(account.not_payable)}{settled}"
    return f"Invoiced {sterling(account.invoiced)} {'is' if account.ties_out else 'is NOT'} {told}"


def _stands(account: Account, part: Part) -> str:
    if part.code == "due":
        return f"is checked and due{_when(account)}"
    if part.code == "with-us":
        return "is with us to decide"
    if part.code == "stopped":
        return "cannot be paid as it stands"
    asked = f" since {say_day(part.since)}" if part.since else ""
    return f"has waited for {_them(account) if part.code == 'provider' else 'the practitioner'}{asked}"


def _when(account: Account) -> str:
    """When what is due is paid, where all of it is in one run."""
    runs = {piece.run for piece in account.pieces if piece.state == DUE}
    if len(runs) != 1:
        return ", as the table below says"
    run = next(iter(runs))
    if run is None:
        return ", and not in a run yet"
    return f" on {_weekday(run.pay_date)}{', once its file is released' if run.state == 'approved' else ', once its run is approved'}"


def _by_or_for(account: Account) -> str:
    return f"by {account.name}" if account.whose == "provider" else f"for {account.ref}"


def _them(account: Account) -> str:
    return account.name if account.whose == "provider" else "the provider"


def many(lines: int) -> str:
    return f"{lines:,} line{'' if lines == 1 else 's'}"


def _weekday(day: date) -> str:
    return f"{day:%A} {say_day(day)}"


def plain(bits: Iterable[Bit]) -> str:
    """The spoken paragraph as one string."""
    return "".join(bit.words for bit in bits).strip()
