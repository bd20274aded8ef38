"""My work: every open case with its next action; and one person's cases handed over to another."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from duly.casework import flow
from duly.casework.cases import powers, queries
from duly.casework.cases.queries import CaseSeen
from duly.casework.cases.states import AGED_DAYS, STALE_DAYS
from duly.casework.flow import Held
from duly.casework.screens import common
from duly.casework.screens.cases.forms import NotesForm, WhoseForm
from duly.casework.screens.cases.presenters import STAGE_TONES
from duly.core.lists.listing import Facet, ListOf, Shown
from duly.core.people import queries as people
from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.primitives.refusal import Refusal, Refused
from duly.ui import listed as lists
from duly.ui.asks import asks
from duly.ui.frame import Action, Cell, Column, Link, Row, Table
from duly.ui.pages import say, show

MINE, EVERYBODY = "mine", "everybody's"


@dataclass(frozen=True)
class WorkRow:
    """One open case as the list of work shows it. `left` is days until its date, less than nothing past it; `quiet` days since anybody touched it."""

    ref: str
    title: str
    next_action: str
    due: date | None
    left: int | None
    when: str
    waiting_on: str
    with_whom: str
    quiet: int
    standing: str
    age: int
    stage: str
    owner: str
    whose: str


WORK = ListOf(
    name="my-work",
    key="ref",
    columns=(
        Shown("ref", "Case"),
        Shown("title", "About"),
        Shown("next_action", "Next"),
        Shown("due", "By", "day"),
        Shown("left", "Days left", "number"),
        Shown("waiting_on", "Waiting on"),
        Shown("quiet", "Days quiet", "number"),
        Shown("age", "Days old", "number"),
        Shown("stage", "Stage"),
        Shown("owner", "Owner"),
    ),
    facets=(
        Facet("whose", "Whose", label=str.capitalize),
        Facet("when", "Next action"),
        Facet("with_whom", "With"),
        Facet("standing", "Standing"),
        Facet("stage", "Stage", label=str.capitalize),
        Facet("owner", "Owner"),
    ),
    sorts=("due", "left", "quiet", "age"),
    default_sort="due",
)


@asks()
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Open cases, one's own first chosen; the filter shows everybody's."""
    rows = rows_of(queries.open_cases(), people.names(), me=request.actor.ref, on=today())  # type: ignore[attr-defined]  # put there by the site
    if "whose" not in request.GET and "owner" not in request.GET:
        request.META["QUERY_STRING"] = "&".join(part for part in (f"whose={MINE}", request.META.get("QUERY_STRING", "")) if part)
    asked = lists.ask(request, WORK)
    page = WORK.page(rows, asked)
    return lists.as_file(WORK, rows, asked) or show(
        request,
        "cases/mine.html",
        title="My work",
        section="Cases",
        crumbs=(Link("Cases", "/cases/"),),
        formats=lists.formats(asked),
        actions=(Action("Hand cases over", url="/cases/hand-over/"),),
        facets=lists.facet_groups(page, asked),
        unknown=lists.unknown(page),
        pager=lists.pager(page, asked, "cases"),
        count=f"{page.total:,} open case{'' if page.total == 1 else 's'}",
        table=lists.table(
            WORK, page, asked, "Open cases", cells=CELLS, wrap=("title", "next_action"), empty="No open case fits these filters."
        ),
    )


@asks("cases.hand_over")
def hand_over(request: HttpRequest) -> HttpResponse:
    """Everything of one person's that goes to another, looked at before it goes, each case with its note."""
    names = people.names()
    everybody = sorted(names.items(), key=lambda pair: pair[1])
    typed = request.POST if request.method == "POST" else request.GET if request.GET.get("was") else None
    by = request.actor  # type: ignore[attr-defined]  # put there by the site
    blocked = why_not(powers.HAND_OVER, {}, actor=by, on=today())
    was = typed.get("was", "") if typed and typed.get("was") in names else ""
    choosing = bool(was) and request.method != "POST" and not request.GET.get("owner")
    offered = _marked(was) if was and not blocked else common.colleagues()
    whose = WhoseForm(None if choosing else typed, initial={"was": was}, owners=everybody, colleagues=offered)
    refusal: Refusal | None = None
    notes: NotesForm | None = None
    owner = ""
    held: tuple[Held, ...] = flow.held_by(was) if choosing else ()
    if whose.is_valid():
        was, owner = whose.cleaned_data["was"], whose.cleaned_data["owner"]
        held = flow.held_by(was, to=owner)
        others = sum(one.goes for one in held if one.kind != "case")
        cases = [one.ref for one in held if one.kind == "case" and one.goes]
        theirs = tuple(one for one in queries.open_cases(owners=(was,)) if one.ref in cases)
        notes = NotesForm(request.POST if request.method == "POST" else None, cases=theirs, others=others)
        if request.method == "POST" and notes.is_valid():
            said = {"but_cases": notes.cleaned_data.get("others", False), "because": notes.cleaned_data.get("because", "")}
            try:
                done = flow.hand_everything_over(was, owner=owner, notes=notes.notes(), **said, by=by)
            except Refused as stopped:
                refusal = stopped.refusal
            else:
                say(request, f"{_counted(done)} handed over to {names.get(owner, owner)}.")
                return redirect("/cases/mine/?whose=mine&whose=everybody%27s")
    return show(
        request,
        "cases/hand_over.html",
        title="Hand work over",
        section="Cases",
        crumbs=(Link("Cases", "/cases/"),),
        whose=whose,
        notes=notes,
        others=_others(held, every=choosing),
        choosing=choosing,
        to=names.get(owner, owner),
        refusal=refusal,
        blocked=blocked.because if blocked else "",
        status=422 if whose.errors or (notes is not None and notes.errors) else 200,
    )


def _counted(done: tuple[Held, ...]) -> str:
    cases = sum(one.kind == "case" for one in done)
    parts = [f"{cases} case{'' if cases == 1 else 's'}"] if cases else []
    parts += [f"{len(done) - cases} other thing{'' if len(done) - cases == 1 else 's'}"] if len(done) > cases else []
    return " and ".join(parts)


def _marked(was: str) -> list[tuple[str, str]]:
    """Colleagues, each with how many of somebody's cases are not given to them; those with none of that first. Why is not said."""
    barred = flow.not_all_to(was)
    found = sorted(common.colleagues(), key=lambda pair: pair[0] in barred)
    return [(ref, words + (f": not for {barred[ref]:,} of the cases" if ref in barred else "")) for ref, words in found]


def _others(held: tuple[Held, ...], *, every: bool) -> Table:
    """What else they have, and what of it does not go; with the cases that go too, while nobody is chosen yet."""
    rows = tuple(
        Row(
            (Cell(one.ref, one.url, ref=True), one.kind.capitalize(), one.what, one.stays or one.by_hand or "Goes with the rest"),
            ref=one.ref,
        )
        for one in held
        if every or one.kind != "case" or not one.goes
    )
    columns = (Column("Reference"), Column("What"), Column("In words", "wrap"), Column("Goes", "wrap"))
    return Table("What they have" if every else "Everything else of theirs", columns, rows, empty="They have nothing else open.")


def rows_of(cases: tuple[CaseSeen, ...], names: dict[str, str], *, me: str, on: date) -> list[WorkRow]:
    """Open cases as they stand on a day."""
    return [_row(one, names, me=me, on=on) for one in cases]


def _row(case: CaseSeen, names: dict[str, str], *, me: str, on: date) -> WorkRow:
    left = (case.due - on).days if case.due else None
    quiet, age = (on - (case.touched_on or case.opened_on)).days, (on - case.opened_on).days
    return WorkRow(
        ref=case.ref,
        title=case.title,
        next_action=case.next_action,
        due=case.due,
        left=left,
        when="No date" if left is None else "Late" if left < 0 else "Within a week" if left <= 7 else "Later",  # a week
        waiting_on=case.waiting_on,
        with_whom="Waiting on others" if case.waiting_on else "With us",
        quiet=quiet,
        standing="Stale" if quiet >= STALE_DAYS else "Aged" if age >= AGED_DAYS else "Moving",
        age=age,
        stage=case.stage,
        owner=names.get(case.owner, case.owner),
        whose=MINE if case.owner == me else EVERYBODY,
    )


def _left(row: WorkRow) -> Cell:
    if row.left is None:
        return Cell("")
    return Cell(f"{-row.left} over", tone="amber", tag=True) if row.left < 0 else Cell(str(row.left))


CELLS = {
    "ref": lambda row: Cell(row.ref, f"/cases/{row.ref}/", ref=True),
    "title": lambda row: Cell(row.title, strong=True),
    "left": _left,
    "quiet": lambda row: Cell(str(row.quiet), tone="amber", tag=True) if row.standing == "Stale" else Cell(str(row.quiet)),
    "stage": lambda row: Cell(row.stage.capitalize(), tone=STAGE_TONES[row.stage], tag=True),
}
