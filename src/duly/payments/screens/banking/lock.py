"""The lock on payments: why it stands, what was forgotten, and the two people who open it again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from duly.core.people import queries as people
from duly.payments import flow
from duly.payments.banking import actions, checks, queries
from duly.payments.banking.queries import Lock, MissingSeen, Received
from duly.payments.flow.certifying import moment
from duly.payments.packages.powers import READ
from duly.payments.screens.asked import as_asked
from duly.payments.screens.banking.forms import Reconcile
from duly.payments.screens.once import form_key, once
from duly.payments.screens.runs.forms import Because
from duly.primitives.money import pounds
from duly.primitives.period import week_name
from duly.primitives.refusal import Refusal, Refused
from duly.ui.asks import asks, reads
from duly.ui.frame import Cell, Column, Link, Row, Table, Tag
from duly.ui.pages import say, show

STATES = {
    "locked": ("Locked", "red"),
    "reconciled": ("Reconciled, still locked", "amber"),
    "unlock asked": ("Unlocking asked, still locked", "amber"),
}
MISSING = {"held": "red", "settle asked": "amber", "settled": "green"}


@require_safe
@reads(READ)
def lock(request: HttpRequest) -> HttpResponse:
    """Whether payments are locked, why, and what may be done about it."""
    return show_lock(request)


@require_POST
@asks("payments.reconcile")
@once
def reconcile(request: HttpRequest) -> HttpResponse:
    """Compare with the witness and the bank; what is missing is held."""
    form = Reconcile(request.POST)
    if not form.is_valid():
        return show_lock(request, reconciling=form, status=422)
    try:
        found = flow.reconcile(bank=form.cleaned_data["received"], note=form.cleaned_data["note"], by=request.actor)
    except Refused as refused:
        return show_lock(request, refusal=refused.refusal, reconciling=form)
    say(request, f"Reconciled: {len(found)} missing file{'' if len(found) == 1 else 's'}. Two people can unlock payments.")
    return redirect("payments-lock")


@require_POST
@asks("payments.unlock")
@once
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for payments to be unlocked."""
    form = Because(request.POST)
    if not form.is_valid():
        return show_lock(request, asking=form, status=422)
    try:
        actions.ask_unlock(because=form.cleaned_data["because"], by=request.actor)
    except Refused as refused:
        return show_lock(request, refusal=refused.refusal, asking=form)
    say(request, "It was asked that payments be unlocked. Somebody else must do it.")
    return redirect("payments-lock")


@require_POST
@asks("payments.unlock")
@once
def unlock(request: HttpRequest) -> HttpResponse:
    """Unlock payments as another asked."""
    try:
        actions.unlock(by=request.actor)
    except Refused as refused:
        return show_lock(request, refusal=refused.refusal)
    say(request, "Payments are unlocked. What is missing stays held until it is settled.")
    return redirect("payments-lock")


@require_POST
@asks("payments.unlock")
@once
def turn_down(request: HttpRequest) -> HttpResponse:
    """Turn the request down: payments stay locked."""
    try:
        actions.turn_down(by=request.actor)
    except Refused as refused:
        return show_lock(request, refusal=refused.refusal)
    say(request, "Payments stay locked.")
    return redirect("payments-lock")


def show_lock(request: HttpRequest, *, refusal: Refusal | None = None, reconciling=None, asking=None, status: int = 200) -> HttpResponse:
    """The page, with a refusal at its top when something was not done, and what was typed still there."""
    standing, names, by = queries.payments_lock(), people.names(), request.actor
    kept, why_not_asked = _kept(standing)
    word, tone = STATES[standing.state] if standing else ("Open", "green")
    return show(
        request,
        "banking/lock.html",
        form_key=form_key(),
        status=status,
        refusal=refusal,
        title="Lock on payments",
        section="Runs",
        crumbs=(Link("Runs", "/runs/"),),
        sub="After a restore nothing is paid until everybody's lists agree",
        tag=Tag(word, tone),
        lock=standing,
        known=_known(standing, names) if standing else [],
        forgotten=_forgotten(kept),
        why_not_asked=why_not_asked,
        missing=_missing(queries.missing_files()),
        reconciling=reconciling or Reconcile(),
        asking=asking,
        asked_by=names.get(standing.unlock_asked_by, standing.unlock_asked_by) if standing else "",
        asked=as_asked("payments lock", standing.ref, "payments.unlock-asked") if standing and standing.state == "unlock asked" else "",
        may={
            "reconcile": _because(checks.why_not_reconcile(standing, by=by)),
            "ask": _because(checks.why_not_ask_to_unlock(standing, by=by)),
            "unlock": _because(checks.why_not_unlock(standing, by=by)),
            "turn_down": _because(checks.why_not_turn_down(standing, by=by)),
        },
    )


def _kept(standing: Lock | None) -> tuple[tuple[Received, ...], str]:
    """What the witness keeps and we have not; asked only while the lock waits to be reconciled."""
    if standing is None or standing.state != "locked":
        return (), ""
    try:
        return queries.forgotten(flow.marks_at_witnesses()), ""
    except Refused as refused:
        return (), refused.refusal.because


def _known(standing: Lock, names: dict[str, str]) -> list[tuple]:
    return [
        ("Why", standing.because),
        ("Locked", f"{moment(standing.locked_at)} by {names.get(standing.locked_by, 'the system')}"),
        ("Our last file then", f"number {standing.last_serial}" if standing.last_serial else "none"),
        *(
            [
                ("Reconciled by", names.get(standing.reconciled_by, standing.reconciled_by)),
                ("What was found", as_asked("payments lock", standing.ref, "payments.reconciled")),
            ]
            if standing.reconciled_by
            else []
        ),
        ("In the record", Link(f"History of {standing.ref}", f"/record/?about={standing.ref}")),
    ]


def _forgotten(found: tuple[Received, ...]) -> Table:
    rows = tuple(Row((Cell(str(one.serial), strong=True), pounds(one.pence), Cell(one.sha256, ref=True))) for one in found)
    columns = (Column("Number", "number"), Column("£", "number"), Column("SHA-256", "wrap"))
    return Table(
        "Files the witness keeps and this database has not", columns, rows, empty="The witness keeps no file that is missing here."
    )


def _missing(found: tuple[MissingSeen, ...]) -> Table:
    rows = tuple(
        Row(
            (
                Cell(one.ref, f"/missing-files/{one.ref}/", ref=True),
                str(one.serial),
                pounds(one.pence),
                week_name(one.week) if one.week else "not known",
                Cell(one.state.capitalize(), tone=MISSING[one.state], tag=True),
                one.paid_by_run or one.settling or "–",
            )
        )
        for one in found
    )
    columns = (
        Column("Missing file"),
        Column("Number", "number"),
        Column("£", "number"),
        Column("Week"),
        Column("State"),
        Column("Settled as"),
    )
    return Table("Missing files", columns, rows, empty="No file is missing.")


def _because(refusal: Refusal | None) -> str:
    return refusal.because if refusal else ""
