"""A statement as its page draws it. On the officer's own screen people stand by name; whatever leaves it says them by reference."""

from collections.abc import Mapping
from typing import Any

from django.urls import NoReverseMatch, reverse

from duly.core.record.queries import history
from duly.payments.packages import queries as packages
from duly.payments.statements import taking_away, told, unpaid
from duly.payments.statements.parts import DUE, NOT_CHECKED, OVER, TO_DECIDE, Account
from duly.payments.statements.queries import Statement
from duly.payments.statements.unpaid import Why
from duly.primitives.money import pounds, sterling
from duly.primitives.period import monday_of, say_day, week_name
from duly.ui.charts import Bar, Share
from duly.ui.frame import Action, Cell, Check, Column, Fact, Happening, Link, Row, Table

TONES = {DUE: "green", TO_DECIDE: "amber", NOT_CHECKED: "blue", OVER: "red"}
MOST_HAPPENINGS = 6


def words(statement: Statement, *, blocked: str, part: str = "") -> dict[str, Any]:
    """Everything the page prints; of what is unpaid only one `part`, where one was asked for."""
    account = statement.account
    every, states = unpaid.whys(account), dict(told.PARTS).get(part, ())
    whys = tuple(one for one in every if one.state in states) if states else every
    to = f"?as-known={account.as_at}&part="
    names = packages.names_of({one.person_ref for one in whys if one.person_ref})
    parts = told.parts(account)
    return {
        "whose": account.whose,
        "as_known": account.as_at,
        "facts": strip(account, to),
        "checks": _checks(statement),
        "spoken": tuple(
            (bit.words, f"{to}{bit.part}#unpaid" if bit.part in dict(told.PARTS) else "", bit.part) for bit in told.spoken(account)
        ),
        "only": next((one.label for one in parts if one.code == part), ""),
        "every_part": Link("All of it", f"?as-known={account.as_at}#unpaid"),
        "whole": sterling(account.unpaid),
        "shares": tuple(Share(one.label, sterling(one.pence), max(0, one.pence)) for one in parts),
        "shares_say": f"Of {sterling(account.unpaid)} unpaid, " + ", ".join(f"{sterling(one.pence)}: {one.label.lower()}" for one in parts),
        "bars_of": _bars(account),
        "weeks_say": told.weeks_say(account),
        "weeks": _weeks(account),
        "weeks_csv": f"?as-known={account.as_at}&format=csv&part=weeks",
        "theirs": _theirs(statement),
        "verdict": taking_away.verdict(statement),
        "unexplained": bool(statement.reconciled and statement.reconciled.unexplained),
        "said_in": statement.said_in,
        "figure": Action("Enter their figure", f"/providers/{account.ref}/position/figure/", "f", blocked_because=blocked)
        if account.whose == "provider"
        else None,
        "unpaid": _unpaid(account, whys, names),
        "refused": _refused(account),
        "can_say": told.can_say(account),
        "can_do": _can_do(account, every),
        "happened": _happened(account),
        "all_happened": Link("All of it", f"/record/?about={account.ref}"),
        "line_by_line": Link(f"All {len(account.pieces):,} lines", f"/positions/{account.ref}/?as-at={account.as_at}")
        if account.whose == "provider"
        else None,
        "text": taking_away.as_text(statement),
    }


def strip(account: Account, to: str) -> tuple[Fact, ...]:
    """The figures at the top."""
    parts = told.parts(account)
    invoices = {ref for piece in account.pieces if piece.unpaid for ref in piece.invoices}
    in_time = f"{100 * account.in_time // account.timed} % of what was sent within 30 days of its invoice" if account.timed else ""
    return (
        Fact("Unpaid", sterling(account.unpaid), f"{_many(len(invoices), 'invoice')}, {_many(sum(one.lines for one in parts), 'line')}"),
        *(
            Fact(
                one.label,
                sterling(one.pence),
                f"{_many(one.lines, 'line')}{', since ' + say_day(one.since) if one.since and one.code != 'due' else ''}",
                "green" if one.code == "due" else "",
                url=f"{to}{one.code}#unpaid",
            )
            for one in parts
        ),
        Fact(f"Paid since {account.year_began.day} {account.year_began:%B}", sterling(account.this_year), in_time),
    )


def _checks(statement: Statement) -> tuple[Check, ...]:
    account = statement.account
    found = [Check(told.adds_up(account), "passed" if account.ties_out else "failed")]
    if statement.reconciled:
        found.append(Check(taking_away.verdict(statement), "warning" if statement.reconciled.unexplained else "passed"))
    return tuple(found)


def _bars(account: Account) -> tuple[Bar, ...]:
    weeks = told.thirteen_weeks(account)
    return tuple(
        Bar(
            f"{one.week.day} {one.week:%b}",
            max(0, one.paid) / 100_000,
            one.invoiced / 100_000 if one.invoiced > 0 else None,
            n == len(weeks) - 1,
        )
        for n, one in enumerate(weeks)
    )


def _weeks(account: Account) -> Table:
    columns = (Column("Week"), Column("Begins"), *(Column(f"{heading} £", "number") for heading in ("Invoiced", "Paid", "Due")))
    return Table(
        "Invoiced and paid, by week of care",
        columns,
        tuple(
            Row((week_name(one.week), say_day(one.week), pounds(one.invoiced), pounds(one.paid), pounds(one.due)))
            for one in told.thirteen_weeks(account)
        ),
        empty="Nothing was claimed.",
    )


def _theirs(statement: Statement) -> tuple[tuple[Link | str, str], ...]:
    found, said = statement.reconciled, statement.said
    if found is None or said is None:
        return ()
    return (
        (f"Their figure, by {said.came_by} of {say_day(said.said_on)}", sterling(found.theirs)),
        *((step.words, sterling(step.pence)) for step in found.steps),
        ("Unpaid, by our account", sterling(found.ours)),
    )


def _unpaid(account: Account, whys: tuple[Why, ...], names: Mapping[str, str]) -> Table:
    columns: tuple[Column, ...] = (
        Column("Invoice"),
        Column("Care delivered"),
        Column("£", "number"),
        Column("State"),
        Column("Why", "wrap"),
        Column("Next move", "wrap"),
        Column("By or since"),
    )
    if account.whose == "person":
        columns = (Column("Provider"), *columns)
    return Table(
        "What is unpaid, and why",
        columns,
        tuple(Row(_cells(account, one, names), name=" ".join(one.invoices)) for one in whys),
        foot=(
            *(("",) if account.whose == "person" else ()),
            "Unpaid",
            "",
            Cell(pounds(sum(one.pence for one in whys)), strong=True),
            "",
            "",
            "",
            "",
        )
        if whys
        else (),
        empty="Nothing that was claimed is unpaid.",
    )


def _cells(account: Account, one: Why, names: Mapping[str, str]) -> tuple[Cell | str, ...]:
    cells: tuple[Cell | str, ...] = (
        Cell(" ".join(one.invoices) or "none", invoice_address(one.provider_ref, one.invoices), ref=True),
        one.care,
        Cell(pounds(one.pence), strong=True),
        Cell(one.says, tone=TONES.get(one.state, ""), tag=True),
        Cell(one.whole_why, note=names.get(one.person_ref, "")) if one.person_ref and account.whose == "provider" else one.why,
        Cell(one.next_move, move_address(one)),
        one.by,
    )
    return (account.called.get(one.provider_ref, one.provider_ref), *cells) if account.whose == "person" else cells


def invoice_address(provider_ref: str, invoices: tuple[str, ...]) -> str:
    """Where the first of these invoices is looked at, where there is such a page."""
    try:
        return reverse("invoice", args=(provider_ref, invoices[0])) if invoices else ""
    except NoReverseMatch:
        return ""


def move_address(one: Why) -> str:
    """Where the next move is made."""
    if one.run_ref:
        return f"/runs/{one.run_ref}/"
    if one.state == DUE:
        return "/runs/"
    if one.state == OVER:
        return ""
    show = "" if one.state == TO_DECIDE else "&show=all"
    return f"/exceptions/?week={week_name(monday_of(one.starts))}&provider={one.provider_ref}{show}"


def _refused(account: Account) -> Table | None:
    rows = unpaid.why_not_payable(account)
    if not rows:
        return None
    return Table(
        "Claimed, and not payable",
        (Column("Why", "wrap"), Column("Lines", "number"), Column("£", "number")),
        tuple(Row((why, f"{lines:,}", pounds(pence))) for why, lines, pence in rows),
        foot=("All of it", "", Cell(pounds(account.not_payable), strong=True)),
    )


def _can_do(account: Account, whys: tuple[Why, ...]) -> tuple[Action, ...]:
    found = []
    waits = [one for one in whys if one.state == TO_DECIDE]
    if waits:
        found.append(Action(f"Decide the {_many(sum(one.lines for one in waits), 'line')} with us", move_address(waits[0]), "d"))
    if account.whose == "provider":
        found.append(Action("Line by line", f"/positions/{account.ref}/?as-at={account.as_at}", "l"))
        found.append(Action("Remittances", f"/remittances/?provider={account.ref}", "m"))
    else:
        found.append(Action("Their package", f"/care/{account.ref}/"))
    return tuple(found)


def _happened(account: Account) -> tuple[Happening, ...]:
    """What the record says of the provider's figure and of the provider or person, and what was sent, the newest first, up to the statement's entry."""
    if account.at is None:
        return ()
    subjects = ("provider's figure", "position statement", "provider") if account.whose == "provider" else ("person",)
    told_of = [(one.at, one.sentence, "") for subject in subjects for one in history(subject, account.ref) if one.at <= account.at]
    sent = [(one.pay_date, f"{sterling(one.pence)} paid by run {one.run_ref}", f"/runs/{one.run_ref}/") for one in account.sent]
    lines = [(at.date(), says, url) for at, says, url in told_of] + sent
    newest = sorted(lines, key=lambda one: one[0], reverse=True)[:MOST_HAPPENINGS]
    return tuple(Happening(f"{on.day} {on:%b}", says, url=url) for on, says, url in newest)


def _many(how_many: int, noun: str) -> str:
    return f"{how_many:,} {noun}{'' if how_many == 1 else 's'}"
