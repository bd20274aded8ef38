"""Everybody who was brought in, every commissioned piece of work, and one of each with what may be done."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from duly.casework.risk import checks, queries
from duly.casework.risk.queries import InvolvedSeen, WorkSeen
from duly.casework.screens import common
from duly.casework.screens.involvement.forms import NothingForm, WordsForm
from duly.casework.screens.involvement.lists import (
    COMMISSIONED,
    INVOLVED_CELLS,
    INVOLVEMENT,
    TONES,
    WORK_CELLS,
    involved_rows,
    work_rows,
)
from duly.core.people import queries as people
from duly.core.record.queries import history
from duly.primitives.actor import Actor
from duly.primitives.period import say_day
from duly.primitives.refusal import Refusal
from duly.ui import listed
from duly.ui.asks import asks
from duly.ui.frame import Action, Fact, Link, Tag
from duly.ui.pages import show

INVOLVED, WORK = Link("Involvement", "/involvement/"), Link("Commissioned work", "/commissioned/")
SAID = "words"
"""Stands for words in the question whether something may be done, before any are typed."""


@asks()
@require_safe
def listed_(request: HttpRequest) -> HttpResponse:
    """Everybody who was brought into a case, with what was asked and whether it was answered."""
    found = queries.involvements()
    rows = involved_rows(found, people.names(), people.post_titles(), me=request.actor.ref)  # type: ignore[attr-defined]  # put there by the site
    asked = listed.ask(request, INVOLVEMENT)
    page = INVOLVEMENT.page(rows, asked)
    late = sum(one.unacknowledged for one in found)
    return listed.as_file(INVOLVEMENT, rows, asked) or show(
        request,
        "involvement/list.html",
        title="Who was brought in",
        section="Cases",
        crumbs=(Link("Cases", "/cases/"),),
        actions=(Action("Bring somebody in", "/involvement/new/", tone="go"), Action("Commissioned work", "/commissioned/")),
        formats=listed.formats(asked),
        strip=(
            Fact("Waiting for an answer", str(sum(one.waits for one in found))),
            Fact("Not acknowledged in time", str(late), tone="red" if late else ""),
        ),
        facets=listed.facet_groups(page, asked),
        unknown=listed.unknown(page),
        pager=listed.pager(page, asked, "rows"),
        table=listed.table(INVOLVEMENT, page, asked, "Who was brought in", cells=INVOLVED_CELLS, empty="Nobody was brought in."),
    )


@asks()
@require_safe
def commissioned(request: HttpRequest) -> HttpResponse:
    """Every commissioned piece of work, the first due first."""
    found = queries.commissioned_all()
    rows = work_rows(found, people.names(), me=request.actor.ref)  # type: ignore[attr-defined]  # put there by the site
    asked = listed.ask(request, COMMISSIONED)
    page = COMMISSIONED.page(rows, asked)
    late = sum(one.overdue for one in found)
    return listed.as_file(COMMISSIONED, rows, asked) or show(
        request,
        "involvement/list.html",
        title="Commissioned work",
        section="Cases",
        crumbs=(Link("Cases", "/cases/"),),
        actions=(Action("Commission work", "/commissioned/new/", tone="go"), Action("Who was brought in", "/involvement/")),
        formats=listed.formats(asked),
        strip=(
            Fact("Open", str(sum(one.state == "open" for one in found))),
            Fact("Overdue", str(late), tone="red" if late else ""),
        ),
        facets=listed.facet_groups(page, asked),
        unknown=listed.unknown(page),
        pager=listed.pager(page, asked, "pieces of work"),
        table=listed.table(
            COMMISSIONED, page, asked, "Commissioned work", cells=WORK_CELLS, wrap=("terms",), empty="No work was commissioned."
        ),
    )


@asks()
@require_safe
def one_involvement(request: HttpRequest, ref: str) -> HttpResponse:
    """One request to somebody higher, and what may be done with it."""
    return show_involved(request, ref)


@asks()
@require_safe
def one_piece(request: HttpRequest, ref: str) -> HttpResponse:
    """One piece of work, and what may be done with it."""
    return show_piece(request, ref)


def show_involved(request: HttpRequest, ref: str, *, refusal: Refusal | None = None, status: int = 200, **forms: Any) -> HttpResponse:
    """Its page, with a form as it was sent where it could not be done."""
    seen, names = common.found(queries.involved, ref), people.names()
    facts = (
        ("Case", Link(seen.case_ref, f"/cases/{seen.case_ref}/")),
        ("What is asked", f"{seen.on_ladder.word}. {seen.on_ladder.asks}"),
        ("In words", seen.asks),
        ("Of whom", f"{names.get(seen.asked_of, seen.asked_of)}, {people.post_titles().get(seen.asked_post, seen.asked_post)}"),
        ("By whom", f"{names.get(seen.asked_by, seen.asked_by)}, {say_day(seen.asked_on)}"),
        (
            "Acknowledged",
            say_day(seen.acknowledged_on) if seen.acknowledged_on else f"Not yet; it is to be by {say_day(seen.acknowledge_by)}",
        ),
        ("To be answered by", say_day(seen.by_day)),
        *((("Answer", f"{seen.standing.capitalize()}: {seen.words}"),) if seen.words else ()),
    )
    return _page(request, seen, facts, INVOLVED, _acts_of_involved(seen, forms, by=request.actor), "involvement", refusal, status)  # type: ignore[attr-defined]  # put there by the site


def show_piece(request: HttpRequest, ref: str, *, refusal: Refusal | None = None, status: int = 200, **forms: Any) -> HttpResponse:
    """Its page, with a form as it was sent where it could not be done."""
    seen, names = common.found(queries.commissioned, ref), people.names()
    facts = (
        ("Case", Link(seen.case_ref, f"/cases/{seen.case_ref}/")),
        ("Terms", seen.terms),
        ("Whose it is", names.get(seen.owner, seen.owner)),
        ("Commissioned", f"{names.get(seen.set_by, seen.set_by)}, {say_day(seen.set_on)}"),
        ("Due", say_day(seen.due_on)),
        *((("What came of it", seen.words),) if seen.words else ()),
    )
    return _page(request, seen, facts, WORK, _acts_of_work(seen, forms, by=request.actor), "commissioned work", refusal, status)  # type: ignore[attr-defined]  # put there by the site


def _page(
    request: HttpRequest,
    seen: InvolvedSeen | WorkSeen,
    facts: tuple[tuple[str, object], ...],
    crumb: Link,
    acts: tuple[dict[str, Any], ...],
    subject: str,
    refusal: Refusal | None,
    status: int,
) -> HttpResponse:
    return show(
        request,
        "involvement/one.html",
        title=f"{crumb.label}: {seen.case_ref}",
        sub=seen.ref,
        section="Cases",
        tag=Tag(seen.standing.capitalize(), TONES.get(seen.standing, "")),
        crumbs=(crumb, Link(seen.ref, f"{crumb.url}{seen.ref}/")),
        facts=facts,
        acts=acts,
        timeline=common.happenings(history(subject, seen.ref)),
        refusal=refusal,
        status=status,
    )


def _acts_of_involved(seen: InvolvedSeen, forms: dict[str, Any], *, by: Actor) -> tuple[dict[str, Any], ...]:
    ways = (
        ("acknowledge", "Acknowledge it", NothingForm, checks.why_not_acknowledge(seen, by=by), seen.state == "asked"),
        ("answer", "Answer it", WordsForm, checks.why_not_begin_answer(seen, by=by), seen.waits and bool(seen.on_ladder.answer)),
        ("take-over", "Take the case over", WordsForm, checks.why_not_begin_answer(seen, by=by, step="take over"), seen.waits),
        ("withdraw", "Take it back", WordsForm, checks.why_not_withdraw(seen, words=SAID, by=by), seen.waits),
    )
    return _made(f"/involvement/{seen.ref}/", ways, forms)


def _acts_of_work(seen: WorkSeen, forms: dict[str, Any], *, by: Actor) -> tuple[dict[str, Any], ...]:
    ways = (
        ("done", "Say that it is done", WordsForm, checks.why_not_finish(seen, words=SAID, by=by), seen.state == "open"),
        ("withdraw", "Withdraw it", WordsForm, checks.why_not_take_back(seen, words=SAID, by=by), seen.state == "open"),
    )
    return _made(f"/commissioned/{seen.ref}/", ways, forms)


def _made(url: str, ways: tuple[tuple[str, str, Any, Refusal | None, bool], ...], forms: dict[str, Any]) -> tuple[dict[str, Any], ...]:
    return tuple(
        {
            "name": name,
            "label": label,
            "url": f"{url}{name}/",
            "form": forms.get(name.replace("-", "_")) or form(auto_id=f"{name}_%s"),
            "blocked": why.because if why else "",
        }
        for name, label, form, why, shown in ways
        if shown
    )
