"""Who is a party to a case, on its page: named from the directory, with what must be seen before they are contacted."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from duly.casework.cases import actions, powers, queries
from duly.casework.screens import common
from duly.casework.screens.cases.forms import PartyForm
from duly.casework.screens.directory.presenters import before_contact, needs
from duly.core.directory import queries as directory
from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refused
from duly.ui.asks import asks
from duly.ui.frame import Cell, Column, Row, Table
from duly.ui.pages import say


@dataclass(frozen=True)
class Parties:
    """The parties of a case, warnings before contact, and why none may be named by whoever looks."""

    table: Table
    warnings: tuple[str, ...]
    refusal: str


def shown(case_ref: str, *, by: Actor) -> Parties:
    """The parties of a case as its page shows them."""
    found = [(role, directory.entry(ref)) for role, ref in queries.parties(case_ref)]
    on = today()
    rows = tuple(
        Row((Cell(seen.name, f"/directory/{seen.ref}/", strong=True), role.capitalize(), "; ".join(needs(seen, on=on))))
        for role, seen in found
    )
    warnings = tuple(f"{seen.name}. {words}" for _, seen in found for words in before_contact(seen, on=on))
    refusal = why_not(powers.PARTY, {}, actor=by, on=on)
    empty = "Nobody of the directory is named as a party yet."
    table = Table("Parties", (Column("Party"), Column("As"), Column("Needs", "wrap")), rows, empty=empty)
    return Parties(table, warnings, refusal.because if refusal else "")


@asks("cases.name_party")
@require_POST
def party(request: HttpRequest, ref: str) -> HttpResponse:
    """Name somebody of the directory as a party."""
    from duly.casework.screens.cases.pages import show_case

    common.found(queries.case, ref)
    form = PartyForm(request.POST)
    if not form.is_valid():
        return show_case(request, ref, forms={"party": form}, status=422)
    try:
        actions.name_party(ref, **form.cleaned_data, by=request.actor)
    except Refused as stopped:
        return show_case(request, ref, forms={"party": form}, refusal=stopped.refusal)
    say(request, f"{form.cleaned_data['entry_ref']} is named in {ref}.")
    return redirect(f"/cases/{ref}/")
