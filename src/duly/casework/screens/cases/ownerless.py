"""Open cases that need an owner: whoever has one may not see it, or holds no post any more."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from duly.casework import flow
from duly.casework.screens.cases.presenters import STAGE_TONES
from duly.core.lists.listing import Facet, ListOf, Shown
from duly.core.people import queries as people
from duly.core.record.clock import today
from duly.ui import listed as lists
from duly.ui.asks import asks
from duly.ui.frame import Action, Cell, Link
from duly.ui.pages import show


@dataclass(frozen=True)
class OwnerlessRow:
    """One case as the list shows it. `quiet` is days since anybody touched it; `was` whoever has it, by name."""

    ref: str
    title: str
    why: str
    was: str
    next_action: str
    due: date | None
    quiet: int
    stage: str


NEEDING = ListOf(
    name="needs-an-owner",
    key="ref",
    columns=(
        *(Shown("ref", "Case"), Shown("title", "About"), Shown("why", "Why"), Shown("was", "Whose it was")),
        *(Shown("next_action", "Next"), Shown("due", "By", "day"), Shown("quiet", "Days quiet", "number"), Shown("stage", "Stage")),
    ),
    facets=(Facet("why", "Why"), Facet("was", "Whose it was"), Facet("stage", "Stage", label=str.capitalize)),
    sorts=("due", "quiet"),
    default_sort="-quiet",
)


@asks()
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Every case that needs an owner, of those one may see."""
    rows, asked = rows_of(), lists.ask(request, NEEDING)
    page = NEEDING.page(rows, asked)
    return lists.as_file(NEEDING, rows, asked) or show(
        request,
        "cases/mine.html",
        title="Cases that need an owner",
        section="Cases",
        crumbs=(Link("Cases", "/cases/"),),
        formats=lists.formats(asked),
        actions=(Action("Hand cases over", url="/cases/hand-over/"),),
        facets=lists.facet_groups(page, asked),
        unknown=lists.unknown(page),
        pager=lists.pager(page, asked, "cases"),
        count=f"{page.total:,} case{'' if page.total == 1 else 's'}",
        table=lists.table(
            NEEDING,
            page,
            asked,
            "Cases that need an owner",
            cells=CELLS,
            wrap=("title", "why", "next_action"),
            empty="Every case has an owner.",
        ),
    )


def rows_of(*, but: Collection[str] = ()) -> list[OwnerlessRow]:
    """What needs an owner, as the list shows it, without those left out."""
    names = people.names()
    return [
        OwnerlessRow(
            ref=one.case.ref,
            title=one.case.title,
            why=one.why,
            was=names.get(one.case.owner, one.case.owner),
            next_action=one.case.next_action,
            due=one.case.due,
            quiet=(today() - (one.case.touched_on or one.case.opened_on)).days,
            stage=one.case.stage,
        )
        for one in flow.needing_an_owner(but=but)
    ]


CELLS = {
    "ref": lambda row: Cell(row.ref, f"/cases/{row.ref}/", ref=True),
    "title": lambda row: Cell(row.title, strong=True),
    "stage": lambda row: Cell(row.stage.capitalize(), tone=STAGE_TONES[row.stage], tag=True),
}
