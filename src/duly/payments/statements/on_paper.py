"""A statement as a paper for its PDF: the same words as on screen, people by reference."""

from duly.core.renditions.papers import Bar, Bars, Block, Figure, Head, Paper, Rows, Shared, Shares, Spoken, Sum, SumRow, Two, Words
from duly.payments.statements import told, unpaid
from duly.payments.statements.queries import Statement
from duly.payments.statements.taking_away import verdict
from duly.primitives.money import pounds, sterling
from duly.primitives.period import say_day


def paper(statement: Statement, *, office: str = "") -> Paper:
    """The paper of a statement, of the office that it leaves."""
    account = statement.account
    blocks: list[Block] = [Spoken(tuple(Words(bit.words, bool(bit.part)) for bit in told.spoken(account)))]
    parts = told.parts(account)
    if parts:
        blocks.append(
            Shares(
                f"Where the {sterling(account.unpaid)} is",
                tuple(Shared(one.label, sterling(one.pence), max(0, one.pence)) for one in parts),
            )
        )
    side = tuple(one for one in (_weeks(statement), _theirs(statement)) if one is not None)
    blocks += [Two(side)] if len(side) == 2 else list(side)
    whys = unpaid.whys(account)
    blocks.append(
        Rows(
            "What is unpaid, and why",
            (
                Head("Invoice"),
                Head("Care delivered"),
                Head("£", number=True),
                Head("State"),
                Head("Why", wide=3),
                Head("Next move", wide=2),
                Head("By or since"),
            ),
            tuple(
                (
                    " ".join(one.invoices) or "none",
                    one.care,
                    pounds(one.pence),
                    one.says,
                    one.whole_why,
                    one.next_move,
                    one.by,
                )
                for one in whys
            ),
            ("Unpaid", "", pounds(account.unpaid), "", "", "", "") if whys else (),
        )
    )
    refused = unpaid.why_not_payable(account)
    if refused:
        rows = tuple((words, f"{lines:,}", pounds(pence)) for words, lines, pence in refused)
        foot = ("All of it", "", pounds(account.not_payable))
        blocks.append(Rows("Claimed, and not payable", (Head("Why", wide=1), Head("Lines", True), Head("£", True)), rows, foot))
    return Paper(
        office=office,
        kicker=f"{office}{'. ' if office else ''}{'Provider' if account.whose == 'provider' else 'Person'} {account.ref}",
        title=f"Position statement: {told.called(account)}",
        sub=f"{told.as_at(account)}. {told.adds_up(account)}.",
        foot=f"{account.ref}, as known at entry {account.as_at} of the record",
        blocks=tuple(blocks),
        facts=(
            Figure("Unpaid", sterling(account.unpaid), f"{sum(one.lines for one in parts):,} lines"),
            *(Figure(one.label, sterling(one.pence), f"{one.lines:,} lines") for one in parts),
            Figure(f"Paid since {say_day(account.year_began)}", sterling(account.this_year)),
        ),
    )


def _weeks(statement: Statement) -> Bars | None:
    weeks = told.thirteen_weeks(statement.account)
    if not weeks:
        return None
    return Bars(
        "Invoiced and paid, by week of care",
        tuple(
            Bar(
                f"{one.week.day} {one.week:%b}" if (len(weeks) - 1 - n) % 3 == 0 else "",
                max(0, one.paid),
                max(0, one.invoiced),
                n == len(weeks) - 1,
            )
            for n, one in enumerate(weeks)
        ),
        max(1, *(max(one.paid, one.invoiced) for one in weeks)),
        f"{told.weeks_say(statement.account)} Bars are paid, lines are invoiced.",
    )


def _theirs(statement: Statement) -> Sum | None:
    found, said = statement.reconciled, statement.said
    if found is None or said is None:
        return None
    rows = [SumRow(f"Their figure, by {said.came_by} of {say_day(said.said_on)}", sterling(found.theirs))]
    rows += [SumRow(step.words, sterling(step.pence)) for step in found.steps]
    return Sum("Their figure and ours", (*rows, SumRow("Unpaid, by our account", sterling(found.ours), result=True)), verdict(statement))
