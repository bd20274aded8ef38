"""The list of cases: a page at a time whatever their number, with filters and counts, words, CSV and JSON. Only what whoever asks may see."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from duly.casework.cases import queries as cases
from duly.casework.cases.checks import why_not_take_over
from duly.casework.cases.queries import CaseSeen
from duly.casework.cases.states import Stage
from duly.casework.finding import queries
from duly.casework.finding.queries import COUNTED_TO, MOST_FOUND, Count, Wanted
from duly.casework.screens import common
from duly.casework.screens.cases import presenters
from duly.core.people import queries as people
from duly.ui.asks import asks
from duly.ui.frame import Action, Facet, FacetGroup, Pager
from duly.ui.pages import show

HEADINGS = ("ref", "title", "complainant", "body", "stage", "owner", "opened", "post")
MOST_ALIKE = 20
IN_A_FILE = 1_000
"""Cases of one CSV or JSON; `after` leads on from the last."""


@asks()
@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """Cases, newest first: `?state=`, `?owner=`, `?body=` and words narrow them, `?after=` goes on. `?like=` a case: those most like it."""
    if request.GET.get("like", "").strip():
        return _alike(request, request.GET["like"].strip())
    said = {name: request.GET.get(name, "").strip() for name in ("state", "owner", "body", "q", "after")}
    stage = said["state"] if said["state"] in set(Stage) else ""
    owner = request.actor.ref if said["owner"] == "me" else said["owner"]
    in_a_file = request.GET.get("format") in ("csv", "json")
    wanted = Wanted(
        *((one,) if one else () for one in (stage, owner, said["body"])), said["q"], said["after"], IN_A_FILE if in_a_file else 50
    )
    other = common.in_another_form(request, "cases", HEADINGS, _rows(queries.page(wanted).rows)) if in_a_file else None
    if other is not None:
        return other
    page, counts = queries.page_and_tally(wanted, mine=request.actor.ref)
    count = counts.all
    keep = {name: said[name] for name in ("owner", "body", "q") if said[name]}
    return show(
        request,
        "kept/cases.html",
        title="Cases",
        section="Cases",
        sub=f"{count.said} {'with those words, the best first' if said['q'] else 'newest first'}",
        formats=common.formats(request),
        actions=(
            Action("My work", url="/cases/mine/"),
            Action("Closed", url="/cases/closed/"),
            Action("Without an owner", url="/cases/needs-owner/"),
            Action("Risk", url="/risk/"),
            Action("Breaches", url="/breaches/"),
            Action("Hand cases over", url="/cases/hand-over/"),
            *((Action("Take cases over", url="/cases/take-over/"),) if why_not_take_over(by=request.actor) is None else ()),
        ),
        facets=(_stages(counts.stages, stage, keep), _owners(counts.mine, said), *_bodies(said)),
        find=said,
        note=_note(count, said["q"]),
        pager=Pager(
            f"{len(page.rows):,} of {count.said}",
            f"?{urlencode({**keep, 'state': stage or 'all'})}" if said["after"] else "",
            f"?{urlencode({**keep, 'state': stage or 'all', 'after': page.after})}" if page.after else "",
        ),
        table=presenters.table(page.rows, people.names()),
    )


def _alike(request: HttpRequest, ref: str) -> HttpResponse:
    """The cases most like one: about the same thing, in the same words, sooner of the same body."""
    case = common.found(cases.case, ref)
    found = queries.alike(ref, most=MOST_ALIKE)
    other = common.in_another_form(request, f"cases like {ref}", HEADINGS, _rows(found))
    if other is not None:
        return other
    return show(
        request,
        "kept/alike.html",
        title=f"Cases like {ref}",
        section="Cases",
        sub=f"{case.title}, about {case.body}",
        formats=common.formats(request),
        actions=(Action("The case", url=f"/cases/{ref}/"),),
        table=presenters.table(found, people.names()),
    )


def _rows(found: Sequence[CaseSeen]) -> list[tuple[object, ...]]:
    return [(c.ref, c.title, c.complainant, c.body, c.stage, c.owner, c.opened_on.isoformat(), len(c.items)) for c in found]


def _note(count: Count, words: str) -> str:
    if words and count.many > MOST_FOUND:
        return f"Of so many, the {MOST_FOUND} that fit best can be gone through here. Another word narrows them."
    return "" if count.exact else f"Above {COUNTED_TO:,} the numbers are estimates."


def _sum(counts: dict[str, Count]) -> Count:
    return Count(sum(one.many for one in counts.values()), all(one.exact for one in counts.values()))


def _stages(counts: dict[str, Count], chosen: str, keep: dict[str, str]) -> FacetGroup:
    def to(stage: str) -> str:
        return f"?{urlencode({**keep, 'state': stage})}"

    every = _sum(counts)
    facets = [_facet(stage.capitalize(), to(stage), one, current=stage == chosen) for stage, one in counts.items()]
    return FacetGroup("Stage", (*facets, _facet("All", to("all"), every, current=not chosen)))


def _owners(mine: Count, said: dict[str, str]) -> FacetGroup:
    keep = {name: said[name] for name in ("state", "body", "q") if said[name]}
    everybody = Facet("Everybody's", f"?{urlencode(keep)}", current=not said["owner"])
    return FacetGroup("Owner", (_facet("Mine", f"?{urlencode({**keep, 'owner': 'me'})}", mine, current=said["owner"] == "me"), everybody))


def _bodies(said: dict[str, str]) -> tuple[FacetGroup, ...]:
    if not said["body"]:
        return ()
    keep = {name: said[name] for name in ("state", "owner", "q") if said[name]}
    chosen = Facet(said["body"], f"?{urlencode({**keep, 'body': said['body']})}", current=True)
    return (FacetGroup("Body", (chosen, Facet("All", f"?{urlencode(keep)}"))),)


def _facet(label: str, url: str, count: Count, *, current: bool) -> Facet:
    return Facet(label, url, count.many if count.exact else None, "" if count.exact else count.said, current=current)
