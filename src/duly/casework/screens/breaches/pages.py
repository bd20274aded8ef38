"""Every breach of personal data that one may see; and one of them, with what is done about it."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from duly.casework.cases import checks, queries
from duly.casework.cases.states import BREACH, JUDGED
from duly.casework.screens import common
from duly.casework.screens.breaches import presenters
from duly.casework.screens.breaches.forms import StepForm
from duly.casework.screens.breaches.presenters import BREACHES, CELLS
from duly.core.people import queries as people
from duly.core.record.queries import history
from duly.primitives.refusal import Refusal
from duly.ui import listed as lists
from duly.ui.asks import asks
from duly.ui.frame import Action, Fact, Link
from duly.ui.pages import show

CRUMBS = (Link("Cases", "/cases/"), Link("Breaches", "/breaches/"))


@asks()
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Every breach, the one known last first."""
    rows, asked = presenters.rows_of(), lists.ask(request, BREACHES)
    page = BREACHES.page(rows, asked)
    late = sum(presenters.late(one) for one in rows)
    return lists.as_file(BREACHES, rows, asked) or show(
        request,
        "breaches/list.html",
        title="Breaches of personal data",
        section="Cases",
        crumbs=CRUMBS[:1],
        actions=(Action("Note a breach", url="/breaches/new/"),),
        formats=lists.formats(asked),
        strip=(
            Fact("Breaches", str(len(rows))),
            Fact("Open", str(sum(one.state == "open" for one in rows))),
            Fact("Day for the regulator gone by", str(late), tone="red" if late else ""),
            Fact("Regulator told", str(sum(one.regulator == "told" for one in rows))),
        ),
        facets=lists.facet_groups(page, asked),
        unknown=lists.unknown(page),
        pager=lists.pager(page, asked, "breaches"),
        table=lists.table(
            BREACHES,
            page,
            asked,
            "Breaches",
            cells=CELLS,
            wrap=("what", "comes_next"),
            empty="No breach fits these filters.",
        ),
    )


@asks()
@require_safe
def breach(request: HttpRequest, ref: str) -> HttpResponse:
    """One breach: what happened, how far it has come, and what comes next."""
    return one(request, ref)


def one(request: HttpRequest, ref: str, *, form: StepForm | None = None, refusal: Refusal | None = None, status: int = 200) -> HttpResponse:
    """The page of one breach, with the step as it was sent where it could not be done."""
    seen, names = common.found(queries.breach, ref), people.names()
    told = queries.breach_told(seen)
    blocked = checks.why_not_begin_breach(by=request.actor)  # type: ignore[attr-defined]  # put there by the site
    begins = {"step": seen.comes_next, "risk": seen.risk if seen.comes_next == JUDGED else ""}
    return show(
        request,
        "breaches/one.html",
        title=seen.what,
        sub=f"{ref}, of {seen.about}",
        section="Cases",
        tag=presenters.tag(seen),
        crumbs=CRUMBS,
        seen=seen,
        told=told,
        comes=presenters.comes(seen, told),
        facts=presenters.facts(seen, told, names),
        form=(form or StepForm(initial=begins)) if seen.comes_next else None,
        blocked=blocked.because if blocked else "",
        timeline=common.happenings(history(BREACH, ref)),
        refusal=refusal,
        status=status,
    )
