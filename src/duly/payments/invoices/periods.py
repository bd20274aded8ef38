"""Taking in a residential period of a council's books: net payment lines and receipts, as published or sent."""

import uuid
from collections.abc import Iterator
from datetime import timedelta

from django.db.backends.postgresql.psycopg_any import DateRange

from duly.core.intake import actions as intake
from duly.core.intake.actions import Outcome
from duly.core.intake.columns import Column, day, published_pounds, reference, text, whole_number
from duly.core.intake.faults import Fault
from duly.core.intake.queries import ImportSeen
from duly.core.intake.reading import Row
from duly.payments.invoices import checks, models
from duly.payments.invoices.queries import periods_known
from duly.primitives.actor import Actor
from duly.primitives.money import plain_pounds
from duly.primitives.refusal import Refusal, Refused, stop_if

KIND = "residential-period"
COLUMNS = (
    Column("source_file", text(80), required=False),
    Column("payment_date", day),
    Column("period_ref", text(40)),
    Column("period_start", day),
    Column("period_end", day),
    Column("days", whole_number(1, 366)),
    Column("supplier_id", reference(r"[A-Za-z0-9][A-Za-z0-9./_-]{0,29}", "S385887")),
    Column("supplier_name", text(120)),
    Column("expense_area", text(120), required=False),
    Column("expense_type", text(80)),
    Column("net_amount", published_pounds),
    Column("definition", text(80), required=False),
)
"""The headings, as councils publish them. `period_end` is the last day; an amount below nothing is a receipt."""


def take_in_period(*, name: str, content: bytes, source: str, by: Actor) -> Outcome:
    """Take in residential periods, every line as what it is. They are known beside claims, and are none: nothing is paid on them.

    Refused: as `intake.take_in`; "101" when every period in it was taken in before.
    """
    stop_if(checks.why_not_take_in(by=by))
    return intake.take_in(kind=KIND, name=name, content=content, source=source, by=by, columns=COLUMNS, check=_faults_in, keep=_keep)


def _faults_in(rows: tuple[Row, ...]) -> Iterator[Fault]:
    """Periods taken in before, with days that are not theirs or told in two ways, and lines of no money."""
    known = periods_known()
    if rows and all(row.values["period_ref"] in known for row in rows):
        raise Refused(Refusal("101", "Every period of this file was taken in before. Nothing was kept a second time."))
    dates: dict[str, tuple[Row, tuple]] = {}
    for row in rows:
        v = row.values
        length = (v["period_end"] - v["period_start"]).days + 1
        if length < 1:
            yield Fault(row.number, "period_end", str(v["period_end"]), "The last day is before the first.")
        elif v["days"] != length:
            yield Fault(row.number, "days", str(v["days"]), f"There are {length} days in this period.", str(length))
        first, told = dates.setdefault(v["period_ref"], (row, (v["period_start"], v["period_end"])))
        if told != (v["period_start"], v["period_end"]):
            yield Fault(row.number, "period_ref", v["period_ref"], f"Row {first.number} gives this period other dates.")
        if v["period_ref"] in known:
            yield Fault(row.number, "period_ref", v["period_ref"], "This period was taken in before.")
        if v["net_amount"] == 0:
            yield Fault(row.number, "net_amount", plain_pounds(0), "A line is of some money.")


def _keep(seen: ImportSeen, rows: tuple[Row, ...], event: uuid.UUID) -> dict[str, int]:
    made = models.NetLine.objects.bulk_create(
        (
            models.NetLine(
                row=row.number,
                period_ref=v["period_ref"],
                during=DateRange(v["period_start"], v["period_end"] + timedelta(days=1)),
                paid_on=v["payment_date"],
                supplier_ref=v["supplier_id"],
                supplier_name=v["supplier_name"],
                area=v["expense_area"] or "",
                expense_type=v["expense_type"],
                definition=v["definition"] or "",
                pence=v["net_amount"],
                import_ref=seen.ref,
                made_by=event,
            )
            for row in rows
            for v in (row.values,)
        ),
        batch_size=5000,
    )
    receipts = [line.pence for line in made if line.pence < 0]
    paid = [line.pence for line in made if line.pence > 0]
    return {
        "payments": len(paid),
        "receipts": len(receipts),
        "pence gross": sum(paid),
        "pence receipts": sum(receipts),
        "pence net": sum(paid) + sum(receipts),
    }
