"""What banks answered: what needs a person first, then everything."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from duly.payments.banking import queries
from duly.payments.banking.queries import AnswerSeen
from duly.payments.packages.powers import READ
from duly.primitives.money import pounds
from duly.primitives.period import say_day
from duly.ui.asks import reads
from duly.ui.frame import Action, Cell, Column, Link, Row, Table
from duly.ui.pages import show

MOST_SHOWN = 500


@require_safe
@reads(READ)
def answers(request: HttpRequest) -> HttpResponse:
    """Answers that match nothing, each with what to do about it; and the newest answers of all."""
    lost, newest = queries.unmatched(), queries.answers(limit=MOST_SHOWN)
    return show(
        request,
        "banking/answers.html",
        title="The bank's answers",
        section="Runs",
        crumbs=(Link("Runs", "/runs/"),),
        sub="Acknowledgements, debits, rejections and payments that came back",
        actions=(Action("Take in the bank's answers", "/imports/new/?kind=bank-answers", tone="go"),),
        unmatched=_unmatched(lost),
        newest=_newest(newest),
        many=len(newest),
    )


def _unmatched(found: tuple[AnswerSeen, ...]) -> Table:
    rows = tuple(
        Row(
            (
                *_first(one),
                Cell(one.payment_said or one.file_said or "–", ref=True),
                pounds(one.pence) if one.pence else "–",
                one.unmatched_because,
            )
        )
        for one in found
    )
    columns = (*_columns(), Column("It names"), Column("£", "number"), Column("What to do", "wrap"))
    return Table("Answers that match nothing", columns, rows, empty="Every answer matches a file or payment of ours.")


def _newest(found: tuple[AnswerSeen, ...]) -> Table:
    rows = tuple(
        Row(
            (
                *_first(one),
                Cell(one.file_ref, f"/record/?about={one.file_ref}", ref=True) if one.file_ref else Cell("Nothing", tone="red", tag=True),
                one.payment_said or "–",
                pounds(one.pence) if one.pence else "–",
                one.reason_code or "–",
                Cell(one.import_ref, f"/imports/{one.import_ref}/", ref=True),
            )
        )
        for one in found
    )
    columns = (*_columns(), Column("Matches"), Column("Payment"), Column("£", "number"), Column("Reason"), Column("Taken in as"))
    return Table(
        "The newest answers",
        columns,
        rows,
        empty="No bank has answered yet.",
        empty_next=Link("Take in a file", "/imports/new/?kind=bank-answers"),
    )


def _first(one: AnswerSeen) -> tuple[Cell | str, ...]:
    tone = "red" if one.kind in ("rejected", "returned") else "green"
    return (Cell(one.kind.capitalize(), tone=tone, tag=True), say_day(one.said_on), one.bank, Cell(one.reference, ref=True))


def _columns() -> tuple[Column, ...]:
    return (Column("Answer"), Column("On"), Column("Bank"), Column("Its reference"))
