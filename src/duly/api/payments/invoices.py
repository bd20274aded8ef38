"""Invoices: the list, one with where each of its lines went, one that is only looked at, and one that is keyed."""

from typing import Annotated, Any

from django.http import Http404
from ninja import Field, Query, Router, Schema
from ninja.errors import ValidationError
from ninja.responses import Status

from duly.api.asking import offer
from duly.api.doing import Key, once
from duly.api.lists import Listed, offer_list
from duly.api.request import LetIn
from duly.api.shapes import WEEK, Pounds, Sent, monday
from duly.core.intake.faults import Fault
from duly.payments.invoices import actions, queries
from duly.payments.packages.powers import READ
from duly.payments.providers.queries import provider_names
from duly.payments.screens.invoices import grid, pages, presenters
from duly.primitives.money import plain_pounds
from duly.primitives.refusal import Refused

router = Router()
TAG, SCOPE = "Invoices", "read:payments"
TAKES_IN = ("invoices.take_in",)
Cell = Annotated[str, Field(max_length=120)]


class LineWent(Schema):
    """One line, or one week of a line for a stay. `pays` and `paid` are of the whole week of care it is for."""

    line: int
    person: str
    service: str
    week: str
    minutes: int
    nights: int
    rate: str
    claimed: Pounds
    state: str
    codes: list[int]
    pays: Pounds | None
    paid: Pounds
    run: str
    other_lines: int


class Invoice(Schema):
    """An invoice with where each of its lines went."""

    invoice: str
    provider: str
    received: str
    import_: str = Field(alias="import")
    state: str
    lines: list[LineWent]


class KeyedLine(Sent):
    """A line as it is typed: for a week (`week_starting`, `minutes`) or for a stay (`from`, `to`, `nights`). An amount may be a sum, such as 49.75*21.36."""

    person: Cell = ""
    service: Cell = ""
    week_starting: Cell = ""
    minutes: Cell = ""
    from_: Cell = Field("", alias="from", max_length=120)
    to: Cell = ""
    nights: Cell = ""
    rate: Cell = ""
    amount: Cell = ""
    vat: Cell = ""


class KeyedInvoice(Sent):
    """An invoice as it is typed. `total` is what it states, with VAT."""

    provider: str = Field(min_length=1, max_length=120)
    invoice: str = Field(min_length=1, max_length=60)
    total: str = Field(min_length=1, max_length=120)
    lines: list[KeyedLine] = Field(min_length=1, max_length=actions.MOST_LINES)


class Said(Schema):
    """What stands beside a line: the rule that would stop it, 0 for none, and a sentence."""

    code: int
    column: str
    says: str


class Wrong(Schema):
    """What is wrong with a cell. `line` is from 1; 0 is the invoice."""

    line: int
    column: str
    found: str
    says: str
    nearest: str


class LineLooked(Schema):
    """A line as it was read, whose it is, and what there is to say beside it."""

    line: int
    name: str
    package_line: str
    said: list[Said]


class Looked(Schema):
    """What would become of an invoice if it were keyed so. `out_by` is what its lines come to beyond the total that it states."""

    would_be_taken_in: bool
    refused_because: str
    pounds: Pounds
    out_by: Pounds | None
    sums: list[str]
    faults: list[Wrong]
    lines: list[LineLooked]


class Which(Schema):
    """Which invoice, by its provider and as it calls itself."""

    provider: str = Field(min_length=1, max_length=20, pattern=r"^[^\x00]+$")
    invoice: str = Field(min_length=1, max_length=60, pattern=r"^[^\x00]+$")


def _invoices(request: LetIn, asked: Any) -> Listed:
    week = None if asked.week == pages.ANY else monday(asked.week, "query.week") if asked.week else pages.week_asked("")[0]
    return Listed(presenters.with_names(provider_names()), pages.rows(week))


offer_list(
    router,
    "/invoices/",
    presenters.INVOICES,
    _invoices,
    name="list_invoices",
    says="The invoices that claim for a week, with what became of each.",
    tag=TAG,
    scope=SCOPE,
    sees=READ,
    own={
        "week": (
            Annotated[str, Field(pattern=f"{WEEK}|^any$|^$")],
            Field("", description="A week, such as 2026-W45, or any; the newest claimed unless said."),
        )
    },
)


@offer(router, "GET", "/invoices/one/", gives=Invoice, scope=SCOPE, sees=READ, tag=TAG)
def get_invoice(request: LetIn, which: Annotated[Which, Query(...)]) -> dict[str, Any]:
    """One invoice: each of its lines judged, decided, paid or refused."""
    return _invoice(which.provider, which.invoice)


@offer(router, "POST", "/invoices/look/", gives=Looked, scope="write:payments", sees=READ, asks=TAKES_IN, tag=TAG)
def look_at_invoice(request: LetIn, body: KeyedInvoice) -> dict[str, Any]:
    """Look at an invoice as it is typed: what would be refused, and what is agreed beside each line. Nothing is written."""
    typed = _typed(body)
    looked = actions.look(typed, by=request.actor)
    known = queries.beside(actions.named(typed.provider), looked.rows)
    return {
        "would_be_taken_in": looked.refusal is None,
        "refused_because": looked.refusal.because if looked.refusal else "",
        "pounds": plain_pounds(looked.pence + looked.vat_pence),
        "out_by": None if looked.out_by is None else plain_pounds(looked.out_by),
        "sums": grid.tape(looked),
        "faults": [{"line": f.row, "column": f.column, "found": f.found, "says": f.says, "nearest": f.nearest} for f in looked.faults],
        "lines": [
            {"line": n, "name": one.name, "package_line": one.line_ref, "said": [vars(said) for said in one.said]}
            for n, one in known.items()
        ],
    }


@offer(router, "POST", "/invoices/", gives=Invoice, status=201, scope="write:payments", sees=READ, asks=TAKES_IN, tag=TAG)
def key_invoice(request: LetIn, body: KeyedInvoice, key: Key) -> Status[dict[str, Any]]:
    """Key an invoice: taken in whole or not at all, by the checks of a file of the same lines. Every fault is told by line."""
    typed = _typed(body)

    def act() -> str:
        keyed = actions.key_in(typed, by=request.actor)
        if keyed.looked.faults:
            raise ValidationError([{"loc": _place(one), "msg": one.says} for one in keyed.looked.faults])
        refusal = keyed.looked.refusal or (keyed.outcome.refusal if keyed.outcome else None)
        if refusal:
            raise Refused(refusal)
        return f"{actions.named(typed.provider)}/{typed.invoice.strip()}"

    provider, _, ref = once(request, key, act).partition("/")
    return Status(201, _invoice(provider, ref))


def _invoice(provider: str, ref: str) -> dict[str, Any]:
    told = pages.as_json(provider, ref)
    if told is None:
        raise Http404(f"There is no invoice {ref} of {provider}.")
    return told


def _typed(body: KeyedInvoice) -> actions.Typed:
    return actions.Typed(body.provider, body.invoice, body.total, tuple(line.model_dump(by_alias=True) for line in body.lines))


def _place(fault: Fault) -> tuple[str, ...]:
    return ("body", "lines", str(fault.row), fault.column) if fault.row else ("body", fault.column or "lines")
