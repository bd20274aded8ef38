"""One import, shown: its counts or its faults, and the form that undoes it."""

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse

from duly.core.intake import queries
from duly.core.intake.queries import ImportSeen
from duly.core.people import queries as people
from duly.payments import flow
from duly.payments.screens.imports import faults as of_faults
from duly.payments.screens.imports import presenters
from duly.payments.screens.imports.forms import Because
from duly.ui.frame import Action, Link
from duly.ui.pages import show


def show_one(request: HttpRequest, ref: str, *, form: Because, **more) -> HttpResponse:
    """One import, with the form that undoes it where it can be undone."""
    seen = find(ref)
    faults = () if seen.accepted else queries.faults_of(ref)
    told: dict[str, Any] = {}
    if faults:
        found = of_faults.shown(request, seen, faults)
        if isinstance(found, HttpResponse):
            return found
        told = found
    back = f"/imports/{ref}/faults"
    actions = (
        (Action("The file back as CSV", f"{back}.csv"), Action("The file back as a workbook", f"{back}.xlsx"))
        if faults and seen.document
        else ()
    )
    return show(
        request,
        "imports/faults.html" if faults else "imports/import.html",
        title=seen.ref,
        section="Imports",
        crumbs=(Link("Imports", "/imports/"),),
        sub=f"{presenters.kind(seen.kind)}: {seen.name}",
        tag=presenters.tag(seen),
        actions=(*actions, Action("Take in another file", f"/imports/new/?kind={seen.kind}", tone="go")),
        seen=seen,
        facts=[
            *presenters.facts(seen, people.names()),
            ("As it came", Link("The file as it was handed over", f"/imports/{ref}/file/") if seen.document else "not kept"),
            ("In the record", Link("The entry in the record", f"/record/{queries.event_of(ref)}/")),
        ],
        counts=[(name.capitalize(), figure) for name, figure in presenters.figures(seen.counts)],
        **told,
        undone=presenters.undone(seen, people.names()),
        form=form,
        may_undo=seen.accepted and seen.undone_at is None and flow.why_not_undo_kind(seen) is None,
        **more,
    )


def find(ref: str) -> ImportSeen:
    """One import, or a page that says there is none."""
    try:
        return queries.import_seen(ref)
    except ObjectDoesNotExist:
        raise Http404(f"There is no import {ref}.") from None
