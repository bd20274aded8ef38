"""How everything stands, in one word for anybody and in full for officers in charge."""

import time
from functools import lru_cache

from django.contrib.auth.decorators import login_not_required
from django.db import Error, connection
from django.http import HttpRequest, HttpResponse, JsonResponse

from duly.core.lists.listing import CONTENT_TYPES, Asked, ListOf
from duly.core.lists.showing import Facet as FacetOf
from duly.core.lists.showing import Shown
from duly.core.record.clock import now, today
from duly.core.scheme.queries import why_not
from duly.office.health.reading import WORDS, Reading, in_order_of_worst, worst
from duly.office.health.whole import readings
from duly.office.powers import READ_HEALTH
from duly.ui.asks import asks, reads
from duly.ui.environment import stamp
from duly.ui.frame import Cell, Column, Link, Row, Table, Tag
from duly.ui.pages import show

ASKED_AGAIN_AFTER_SECONDS = 5
TONES = {"well": "green", "watch": "amber", "alarm": "red"}
EVERYTHING = ListOf(
    name="health",
    key="code",
    columns=(
        Shown("code", "Code"),
        Shown("what", "What is watched"),
        Shown("state", "State"),
        Shown("found", "Found"),
        Shown("limit", "Limit"),
        Shown("measured", "Measured", "number"),
        Shown("says", "What it means"),
        Shown("next_step", "What to do next"),
    ),
    facets=(FacetOf("state", "State", label=WORDS.__getitem__),),
)


@login_not_required
@asks()
def word(request: HttpRequest) -> HttpResponse:
    """For whoever watches from outside: a word, and no data. 503 while something needs a person; with `?serving`, only while nothing can be served.

    Signed in, and allowed to by the scheme, the same address tells everything.
    """
    try:
        if "serving" in request.GET:
            connection.ensure_connection()
            return JsonResponse({"status": "serving"})
        if request.user.is_authenticated and why_not(READ_HEALTH, {}, actor=request.actor, on=today()) is None:
            found = readings()
            return _in_another_form(found, EVERYTHING.ask("format=json"), status=_status_of(worst(found)))
        state = _lately(int(time.monotonic() // ASKED_AGAIN_AFTER_SECONDS))
    except Error:
        return JsonResponse({"status": "down"}, status=503)
    return JsonResponse({"status": state}, status=_status_of(state))


@reads(READ_HEALTH)
def everything(request: HttpRequest) -> HttpResponse:
    """Everything that is watched, the worst first, each with its limit and what to do."""
    found, asked = readings(), EVERYTHING.ask(request.META["QUERY_STRING"])
    if asked.format != "html":
        return _in_another_form(found, asked)
    state = worst(found)
    needing = sum(one.state != "well" for one in found)
    return show(
        request,
        "health/health.html",
        title="How everything stands",
        sub=f"As at {stamp(now())}. " + ("Everything is well." if not needing else f"{needing} of {len(found)} need somebody."),
        tag=Tag(WORDS[state], TONES[state]),
        section="Home",
        crumbs=(Link("Home", "/"),),
        formats=tuple(Link(form.upper(), f"?{asked.query(format=form)}") for form in ("csv", "json")),
        table=_table(in_order_of_worst(EVERYTHING.matching(found, asked), found)),
    )


@lru_cache(maxsize=1)
def _lately(moment: int) -> str:
    """The word, found once in a few seconds however often it is asked for."""
    return worst(readings())


def _status_of(state: str) -> int:
    return 503 if state == "alarm" else 200


def _in_another_form(found: tuple[Reading, ...], asked: Asked, *, status: int = 200) -> HttpResponse:
    content = EVERYTHING.as_csv(found, asked) if asked.format == "csv" else EVERYTHING.as_json(found, asked)
    answer = HttpResponse(content, content_type=CONTENT_TYPES[asked.format], status=status)
    if asked.format == "csv":
        answer["Content-Disposition"] = 'attachment; filename="health.csv"'
    return answer


def _table(found: list[Reading]) -> Table:
    rows = tuple(
        Row(
            (
                Cell(WORDS[one.state], tag=True, tone=TONES[one.state]),
                Cell(one.what, strong=one.state != "well"),
                Cell(one.found, note=f"Limit: {one.limit}"),
                Cell(one.says, note=one.next_step),
            )
        )
        for one in found
    )
    columns = (
        Column("State"),
        Column("What is watched", "wrap"),
        Column("Found", "wrap"),
        Column("What it means, and what to do next", "wrap"),
    )
    return Table(
        "Everything that is watched, the worst first",
        columns,
        rows,
        empty="Nothing is in this state.",
        empty_next=Link("Show everything", "?"),
    )
