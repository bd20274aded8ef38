"""What banks answered: what needs a person first, then everything; and dealing with one that matches nothing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from duly.core.lists.listing import Facet, ListOf, Shown
from duly.core.people import queries as people
from duly.payments import flow
from duly.payments.banking import actions, checks, queries
from duly.payments.banking.queries import AnswerSeen
from duly.payments.flow.certifying import moment
from duly.payments.packages.powers import READ
from duly.payments.screens import listed
from duly.payments.screens.once import form_key, once
from duly.payments.screens.runs.forms import Because
from duly.primitives.money import pounds, sterling
from duly.primitives.period import say_day
from duly.primitives.refusal import Refusal, Refused
from duly.ui.asks import asks, reads
from duly.ui.frame import Action, Cell, Column, Link, Row, Table, Tag
from duly.ui.pages import say, show

MOST_SHOWN = 500


@dataclass(frozen=True)
class AnswerRow:
    """One answer in the list, as a file of it has it. `stands` is "matched", "dealt with" or "to look at"."""

    ref: str
    kind: str
    said_on: date
    bank: str
    reference: str
    stands: str
    file: str
    payment: str
    pence: int | None
    reason: str
    import_ref: str
    to_do: str


ANSWERS = ListOf(
    name="bank-answers",
    key="ref",
    columns=(
        Shown("ref", "Number"),
        Shown("kind", "Answer"),
        Shown("said_on", "On", "day"),
        Shown("bank", "Bank"),
        Shown("reference", "Its reference"),
        Shown("stands", "Stands"),
        Shown("file", "File"),
        Shown("payment", "Payment"),
        Shown("pence", "£", "pounds"),
        Shown("reason", "Reason"),
        Shown("import_ref", "Taken in as"),
        Shown("to_do", "What to do"),
    ),
    facets=(Facet("stands", "Stands"), Facet("kind", "Answer"), Facet("bank", "Bank")),
    sorts=("said_on",),
    default_sort="-said_on",
)


@require_safe
@reads(READ)
def answers(request: HttpRequest) -> HttpResponse:
    """Answers that match nothing, each with what to do about it; and the newest answers of all, as a page, CSV or JSON."""
    lost, asked = queries.unmatched(), listed.ask(request, ANSWERS)
    told = rows_of(lost, queries.answers(limit=MOST_SHOWN), queries.all_dealt_with())
    page = ANSWERS.page(told, asked)
    return listed.as_file(ANSWERS, told, asked) or show(
        request,
        "banking/answers.html",
        title="The bank's answers",
        section="Runs",
        crumbs=(Link("Runs", "/runs/"),),
        sub="Acknowledgements, debits, rejections and payments that came back",
        formats=listed.formats(asked),
        actions=(Action("Take in the bank's answers", "/imports/new/?kind=bank-answers", tone="go"),),
        unmatched=_unmatched(lost),
        facets=listed.facet_groups(page, asked),
        unknown=listed.unknown(page),
        count=f"{page.total:,} answer{'' if page.total == 1 else 's'}",
        pager=listed.pager(page, asked, "answers"),
        table=listed.table(
            ANSWERS,
            page,
            asked,
            "The newest answers",
            cells=CELLS,
            wrap=("to_do",),
            empty="No answer fits these filters." if told else "No bank has answered yet.",
            empty_next=Link("Every answer", "/bank-answers/") if told else Link("Take in a file", "/imports/new/?kind=bank-answers"),
        ),
    )


@require_safe
@reads(READ)
def answer(request: HttpRequest, ref: str) -> HttpResponse:
    """One answer, and what may be done about it where it matches nothing."""
    return _show(request, _find(ref))


@require_POST
@asks("answers.deal_with")
@once
def deal_with(request: HttpRequest, ref: str) -> HttpResponse:
    """Say what was done about it: it is then off the list."""
    return _do(request, ref, "by_hand", actions.deal_with, "{} is dealt with.")


@require_POST
@asks("answers.deal_with")
@once
def take_back(request: HttpRequest, ref: str) -> HttpResponse:
    """Take back the payment it names, which a missing file paid."""
    return _do(
        request, ref, "taking_back", flow.take_back_forgotten, "{} is dealt with: the payment is taken back, and its lines are due again."
    )


def _do(request: HttpRequest, ref: str, which: str, act: Callable[..., AnswerSeen], so: str) -> HttpResponse:
    one, form = _find(ref), Because(request.POST)
    if not form.is_valid():
        return _show(request, one, status=422, **{which: form})
    try:
        act(ref, because=form.cleaned_data["because"], by=request.actor)
    except Refused as refused:
        return _show(request, _find(ref), refusal=refused.refusal, **{which: form})
    say(request, so.format(ref))
    return redirect("bank-answers")


def _find(ref: str) -> AnswerSeen:
    try:
        return queries.answer(ref)
    except ObjectDoesNotExist:
        raise Http404(f"There is no bank's answer {ref}.") from None


def _show(
    request: HttpRequest, one: AnswerSeen, *, refusal: Refusal | None = None, by_hand=None, taking_back=None, status: int = 200
) -> HttpResponse:
    by, done, named = request.actor, queries.dealt_with(one.ref), queries.forgotten_payment(one)
    return show(
        request,
        "banking/answer.html",
        form_key=form_key(),
        status=status,
        refusal=refusal,
        title=f"Bank's answer {one.ref}",
        section="Runs",
        crumbs=(Link("Runs", "/runs/"), Link("The bank's answers", "/bank-answers/")),
        sub=f"{one.bank} {one.reference}",
        tag=Tag("Matched", "green") if one.file_ref else Tag("Dealt with", "green") if done else Tag("Matches nothing", "red"),
        one=one,
        known=_known(one, done),
        named=named,
        payment=f"payment {named.payment.n} of run {named.payment.run_ref}, {sterling(named.payment.pence)}" if named else "",
        waits=not one.file_ref and done is None,
        by_hand=by_hand,
        taking_back=taking_back,
        may={
            "deal_with": _because(checks.why_not_deal_with(one, by=by)),
            "take_back": _because(checks.why_not_take_back_forgotten(one, by=by)) if named else "",
        },
    )


def _known(one: AnswerSeen, done: queries.DealtWith | None) -> list[tuple]:
    names = people.names() if done else {}
    return [
        ("The bank says", f"{one.kind.capitalize()}, {say_day(one.said_on)}"),
        ("Of", Cell(" ".join(filter(None, (one.file_said, one.payment_said))) or "nothing named", ref=True)),
        ("Amount", sterling(one.pence) if one.pence else "not told"),
        ("Reason", one.reason_code or "not told"),
        ("Taken in as", Link(one.import_ref, f"/imports/{one.import_ref}/")),
        ("Matches", Link(one.file_ref, f"/record/?about={one.file_ref}") if one.file_ref else one.unmatched_because),
        *(
            [
                ("Dealt with", f"{done.how} by {names.get(done.dealt_by, done.dealt_by)}, {moment(done.dealt_at)}"),
                ("The record says", done.says),
                ("In the record", Link(f"History of {one.ref}", f"/record/?about={one.ref}")),
            ]
            if done
            else []
        ),
    ]


def _because(refusal: Refusal | None) -> str:
    return refusal.because if refusal else ""


def rows_of(lost: tuple[AnswerSeen, ...], newest: tuple[AnswerSeen, ...], dealt_with: Mapping[str, str]) -> list[AnswerRow]:
    """Those that wait for a person and the newest, each once."""
    return [
        AnswerRow(
            one.ref,
            one.kind,
            one.said_on,
            one.bank,
            one.reference,
            "matched" if one.file_ref else "dealt with" if one.ref in dealt_with else "to look at",
            one.file_ref or one.file_said,
            one.payment_said,
            one.pence,
            one.reason_code,
            one.import_ref,
            "" if one.file_ref or one.ref in dealt_with else one.unmatched_because,
        )
        for one in dict.fromkeys((*lost, *newest))
    ]


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
    return Table("Answers that match nothing", columns, rows, empty="Every answer matches a file or payment of ours, or was dealt with.")


def _first(one: AnswerSeen) -> tuple[Cell | str, ...]:
    return (
        Cell(one.ref, f"/bank-answers/{one.ref}/", ref=True),
        Cell(one.kind.capitalize(), tone=_tone(one.kind), tag=True),
        say_day(one.said_on),
        one.bank,
        Cell(one.reference, ref=True),
    )


CELLS = {
    "ref": lambda row: Cell(row.ref, f"/bank-answers/{row.ref}/", ref=True),
    "kind": lambda row: Cell(row.kind.capitalize(), tone=_tone(row.kind), tag=True),
    "reference": lambda row: Cell(row.reference, ref=True),
    "stands": lambda row: Cell(row.stands.capitalize(), tone="red" if row.stands == "to look at" else "green", tag=True),
    "file": lambda row: Cell(row.file, f"/record/?about={row.file}" if row.stands == "matched" else "", ref=True) if row.file else "–",
    "payment": lambda row: Cell(row.payment, ref=True) if row.payment else "–",
    "pence": lambda row: pounds(row.pence) if row.pence else "–",
    "reason": lambda row: row.reason or "–",
    "import_ref": lambda row: Cell(row.import_ref, f"/imports/{row.import_ref}/", ref=True),
    "to_do": lambda row: row.to_do or "–",
}


def _tone(kind: str) -> str:
    return "red" if kind in ("rejected", "returned") else "green"


def _columns() -> tuple[Column, ...]:
    return (Column("Number"), Column("Answer"), Column("On"), Column("Bank"), Column("Its reference"))
