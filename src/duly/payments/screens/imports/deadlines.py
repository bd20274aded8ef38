"""By when files are sent: the deadlines that were set, and setting one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from duly.core.lists.listing import Facet, ListOf, Shown
from duly.core.record.clock import today
from duly.payments.evidence import actions, checks
from duly.payments.evidence.queries import DeadlineSeen, deadlines_known
from duly.payments.evidence.rules import EXPECTED, USUALLY_DUE
from duly.payments.packages.powers import READ
from duly.payments.providers.queries import provider_names
from duly.payments.screens import listed
from duly.payments.screens.imports.forms import SetDeadline
from duly.payments.screens.imports.presenters import kind
from duly.primitives.period import FOREVER, monday_of, say_day
from duly.primitives.refusal import Refusal, Refused
from duly.ui.asks import asks, reads
from duly.ui.frame import Cell, Link
from duly.ui.pages import say, show

EVERYBODY, ALWAYS = "Everybody", date.min


@dataclass(frozen=True)
class DeadlineRow:
    """One deadline in the list. `starts` is None for what holds where nobody said otherwise, `last` None where it has no end."""

    key: str
    kind: str
    provider: str
    name: str
    days: int
    by: str
    starts: date | None
    last: date | None
    now: str


DEADLINES = ListOf(
    name="deadlines",
    key="key",
    columns=(
        Shown("kind", "File"),
        Shown("name", "For"),
        Shown("provider", "Provider"),
        Shown("days", "Days after its week", "number"),
        Shown("by", "By"),
        Shown("starts", "From the week of", "day"),
        Shown("last", "To the week of", "day"),
        Shown("now", "Today"),
    ),
    facets=(Facet("kind", "File", label=kind), Facet("now", "Today")),
    sorts=("days", "starts"),
    default_sort="",
)
CELLS = {
    "kind": lambda row: kind(row.kind),
    "provider": lambda row: Cell(row.provider, f"/providers/{row.provider}/", ref=True) if row.provider else "–",
    "starts": lambda row: say_day(row.starts) if row.starts else "always",
    "last": lambda row: say_day(row.last) if row.last else "–",
    "now": lambda row: Cell(row.now, tone="green" if row.now == "Holds" else "", tag=True),
}


@require_safe
@reads(READ)
def deadlines(request: HttpRequest) -> HttpResponse:
    """Every deadline: those set, and what holds where none is; with the form that sets one."""
    return _page(request, SetDeadline(providers=provider_names()))


@require_POST
@asks("evidence.set_deadline")
def set_deadline(request: HttpRequest) -> HttpResponse:
    """Say by when files of a kind are sent, from a week on."""
    form = SetDeadline(request.POST, providers=provider_names())
    if not form.is_valid():
        return _page(request, form, status=422)
    told = form.cleaned_data
    starts = monday_of(told["starts"])
    try:
        actions.set_deadline(
            told["kind"],
            days=told["days"],
            minute=told["by"],
            starts=starts,
            provider_ref=told["provider"],
            by=request.actor,  # type: ignore[attr-defined]  # put there by the site
        )
    except Refused as refused:
        return _page(request, form, refusal=refused.refusal)
    say(
        request,
        f"{kind(told['kind'])} are due {_after(told['days'])} their week, by {_clock(told['by'])}, from the week of {say_day(starts)}.",
    )
    return redirect("imports-deadlines")


def rows_of(known: tuple[DeadlineSeen, ...], names: Mapping[str, str], on: date) -> list[DeadlineRow]:
    """The deadlines that were set, and what holds for everybody before and beside them, by kind."""
    usual = [DeadlineSeen(kind, "", *USUALLY_DUE[kind], ALWAYS, FOREVER) for kind in EXPECTED]
    week = monday_of(on)
    rows: list[DeadlineRow] = []
    for one in sorted((*known, *usual), key=lambda d: (EXPECTED.index(d.kind), d.provider_ref, -d.starts.toordinal())):
        said = any((d.kind, d.provider_ref) == (one.kind, "") and d.starts <= week < d.ends for d in known)
        holds = one.starts <= week < one.ends and not (one.starts == ALWAYS and said)
        state = "Holds" if holds else "To come" if one.starts > week else "Gives way" if one.starts == ALWAYS else "Past"
        rows.append(
            DeadlineRow(
                f"{len(rows):04d}",
                one.kind,
                one.provider_ref,
                names.get(one.provider_ref, one.provider_ref) if one.provider_ref else EVERYBODY,
                one.days,
                _clock(one.minute),
                None if one.starts == ALWAYS else one.starts,
                None if one.ends >= FOREVER else one.ends - timedelta(days=7),
                state,
            )
        )
    return rows


def _page(request: HttpRequest, form: SetDeadline, *, status: int = 200, refusal: Refusal | None = None) -> HttpResponse:
    rows = rows_of(deadlines_known(), provider_names(), today())
    asked = listed.ask(request, DEADLINES)
    page = DEADLINES.page(rows, asked)
    days, minute = USUALLY_DUE["visits"]
    may = checks.why_not_set_deadline("visits", days=days, minute=minute, provider_ref="", by=request.actor)  # type: ignore[attr-defined]  # put there by the site
    return listed.as_file(DEADLINES, rows, asked) or show(
        request,
        "imports/deadlines.html",
        status=status,
        refusal=refusal,
        title="When files are due",
        section="Imports",
        crumbs=(Link("Imports", "/imports/"), Link("Who has not sent", "/imports/missing/")),
        formats=listed.formats(asked),
        facets=listed.facet_groups(page, asked),
        unknown=listed.unknown(page),
        pager=listed.pager(page, asked, "deadlines"),
        count=f"{page.total:,} deadline{'' if page.total == 1 else 's'}",
        table=listed.table(DEADLINES, page, asked, "Deadlines", cells=CELLS, wrap=("name",), empty="There is no deadline that fits."),
        form=form,
        blocked=may.because if may else "",
    )


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


def _after(days: int) -> str:
    return f"{days} day{'' if days == 1 else 's'} after"
