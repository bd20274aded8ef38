"""A statement in other forms: as text of at most 78 columns, as rows, and as values for programs. The same entry gives the same bytes."""

import textwrap
from dataclasses import dataclass
from typing import Any

from duly.core.lists.listing import ListOf
from duly.core.lists.showing import Shown
from duly.payments.statements import told, unpaid
from duly.payments.statements.parts import Account
from duly.payments.statements.queries import Statement
from duly.primitives.money import plain_pounds, sterling
from duly.primitives.period import say_day, week_name

COLUMNS = 78


@dataclass(frozen=True)
class StatementRow:
    """What of an invoice stands alike, in pence; and what of the account was paid, is not payable, or was settled before. Together they are what was invoiced."""

    key: str
    as_at: int
    of: str
    invoice: str
    starts: str
    ends: str
    lines: int
    state: str
    why: str
    next_move: str
    by: str
    pence: int


ROWS = ListOf(
    name="statement",
    key="key",
    columns=(
        Shown("as_at", "As at entry", "number"),
        Shown("of", "Of"),
        Shown("invoice", "Invoice"),
        Shown("starts", "Care from"),
        Shown("ends", "Care until"),
        Shown("lines", "Lines", "number"),
        Shown("state", "State"),
        Shown("why", "Why"),
        Shown("next_move", "Next move"),
        Shown("by", "By or since"),
        Shown("pence", "£", "pounds"),
    ),
    also=("as-known",),
)


@dataclass(frozen=True)
class WeekRow:
    """One week of the chart, in pence."""

    week: str
    starts: str
    invoiced: int
    paid: int
    due: int


WEEKS = ListOf(
    name="invoiced-and-paid",
    key="week",
    columns=(
        Shown("week", "Week"),
        Shown("starts", "Begins"),
        Shown("invoiced", "Invoiced £", "pounds"),
        Shown("paid", "Paid £", "pounds"),
        Shown("due", "Due £", "pounds"),
    ),
    also=("as-known", "part"),
)


def rows(account: Account) -> list[StatementRow]:
    """Every part of what was invoiced; their pence come to it."""
    found = [
        StatementRow(
            *(f"{n}", account.as_at, account.ref, " ".join(one.invoices), one.starts.isoformat(), one.ends.isoformat(), one.lines),
            *(one.says, one.whole_why, one.next_move, one.by, one.pence),
        )
        for n, one in enumerate(unpaid.whys(account), start=1)
    ]
    for words, lines, pence in unpaid.why_not_payable(account):
        found.append(_whole(account, f"not-{words}", "Not payable", words, "Closed", lines, pence))
    settled = sum(1 for piece in account.pieces if piece.settled_before)
    if settled:
        found.append(
            _whole(
                account, "settled", "Settled before", "The week was settled before Duly began", "Closed", settled, account.settled_before
            )
        )
    paid = sum(1 for piece in account.pieces if piece.paid)
    return [*found, _whole(account, "paid", "Paid", "Sent to be paid, by the ledger", "None", paid, account.paid)]


def weeks(account: Account) -> list[WeekRow]:
    """The thirteen weeks as rows."""
    return [WeekRow(week_name(one.week), one.week.isoformat(), one.invoiced, one.paid, one.due) for one in told.thirteen_weeks(account)]


def as_text(statement: Statement) -> str:
    """The statement to read or to send: lines of at most 78 columns, people by reference."""
    account = statement.account
    out = [
        f"POSITION STATEMENT: {told.called(account)} {account.ref if account.whose == 'provider' else ''}".rstrip(),
        f"{told.as_at(account)}.",
        "",
    ]
    out += [*_wrapped(told.plain(told.spoken(account))), ""]
    out += _heading(f"Where the {sterling(account.unpaid)} is")
    out += [_amount(f"{part.label}, {part.lines:,} line{'' if part.lines == 1 else 's'}", part.pence) for part in told.parts(account)]
    over = account.unpaid_in("over")
    out += [_amount("Less paid over what is now payable", over)] if over else []
    out += [_amount("Unpaid", account.unpaid), ""]
    out += _theirs(statement)
    out += _heading("What is unpaid, and why")
    for one in unpaid.whys(account):
        out.append(_amount(f"{' '.join(one.invoices) or 'No invoice'}, {one.care}", one.pence))
        out += _wrapped(f"{one.says}. {one.whole_why}. Next move: {one.next_move}{'; ' + one.by if one.by else ''}.", indent="    ")
    out += [""] if unpaid.whys(account) else ["Nothing.", ""]
    not_payable = unpaid.why_not_payable(account)
    if not_payable:
        out += _heading("Claimed, and not payable")
        out += [_amount(f"{words}, {lines:,} line{'' if lines == 1 else 's'}", pence) for words, lines, pence in not_payable] + [""]
    out += _heading("Invoiced and paid, by week of care")
    out += [f"  {'Week':<10}{'invoiced':>16}{'paid':>16}{'due':>16}"]
    out += [
        f"  {week_name(one.week):<10}{sterling(one.invoiced):>16}{sterling(one.paid):>16}{sterling(one.due):>16}"
        for one in told.thirteen_weeks(account)
    ]
    out += [
        "",
        *_wrapped(f"Paid since {say_day(account.year_began)}: {sterling(account.this_year)}."),
        *_wrapped(f"{told.adds_up(account)}."),
    ]
    return "\n".join(out).rstrip() + "\n"


def as_values(statement: Statement) -> dict[str, Any]:
    """The statement for a program: pounds as text, days as ISO 8601, people by reference."""
    account = statement.account
    return {
        "of": account.ref,
        "kind": account.whose,
        "name": account.name if account.whose == "provider" else None,
        "as_known": account.as_at,
        "at": account.at.isoformat() if account.at else None,
        "spoken": told.plain(told.spoken(account)),
        "invoiced": plain_pounds(account.invoiced),
        "paid": plain_pounds(account.paid),
        "unpaid": plain_pounds(account.unpaid),
        "not_payable": plain_pounds(account.not_payable),
        "settled_before": plain_pounds(account.settled_before),
        "paid_over": plain_pounds(-account.unpaid_in("over")),
        "ties_out": account.ties_out,
        "paid_since": {"day": account.year_began.isoformat(), "pounds": plain_pounds(account.this_year)},
        "parts": [
            {"code": one.code, "label": one.label, "lines": one.lines, "pounds": plain_pounds(one.pence)} for one in told.parts(account)
        ],
        "rows": [{column.key: column.plain(row) for column in ROWS.columns[2:]} for row in rows(account)],
        "weeks": [{column.key: column.plain(row) for column in WEEKS.columns} for row in weeks(account)],
        "theirs": _figure_values(statement),
    }


def verdict(statement: Statement) -> str:
    """Whether the difference between their figure and ours is explained, in a sentence."""
    found = statement.reconciled
    if found is None:
        return ""
    difference = abs(found.theirs - found.ours)
    left = sum(abs(step.pence) for step in found.unexplained)
    if not left and not found.steps:
        return "Their figure and ours are the same."
    if not left:
        return f"Difference explained in full: {sterling(difference)}."
    advice = "Ask which invoices it is of." if statement.said and not statement.said.lines else "Ask about those invoices."
    return f"NOT explained: {sterling(left)}, where the whole difference is {sterling(difference)}. {advice}"


def _theirs(statement: Statement) -> list[str]:
    found, said = statement.reconciled, statement.said
    if found is None or said is None:
        return []
    out = _heading("Their figure and ours")
    out.append(_amount(f"Their figure, by {said.came_by} of {say_day(said.said_on)}", found.theirs))
    out += [_amount(step.words, step.pence) for step in found.steps]
    return [*out, _amount("Unpaid, by our account", found.ours), *_wrapped(verdict(statement)), ""]


def _figure_values(statement: Statement) -> dict[str, Any] | None:
    found, said = statement.reconciled, statement.said
    if found is None or said is None:
        return None
    return {
        "pounds": plain_pounds(said.pence),
        "said_on": said.said_on.isoformat(),
        "came_by": said.came_by,
        "steps": [{"words": one.words, "pounds": plain_pounds(one.pence), "explained": one.explained} for one in found.steps],
        "ours": plain_pounds(found.ours),
        "explained_in_full": not found.unexplained,
        "verdict": verdict(statement),
    }


def _whole(account: Account, key: str, state: str, why: str, move: str, lines: int, pence: int) -> StatementRow:
    return StatementRow(key, account.as_at, account.ref, "", "", "", lines, state, why, move, "", pence)


def _heading(words: str) -> list[str]:
    return [words, "-" * len(words)]


def _amount(words: str, pence: int) -> str:
    amount = sterling(pence)
    lines = textwrap.wrap(words, COLUMNS - 18) or [""]
    return "\n".join([*(f"  {line}" for line in lines[:-1]), f"  {lines[-1]:<{COLUMNS - 18}}{amount:>16}"])


def _wrapped(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(text, COLUMNS, initial_indent=indent, subsequent_indent=indent) or [""]
