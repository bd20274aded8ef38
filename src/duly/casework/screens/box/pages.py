"""Every principal's box together, one principal's box, and how long papers were away."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from duly.casework import flow
from duly.casework.boxes import actions, checks, queries
from duly.casework.boxes.queries import PrincipalSeen
from duly.casework.boxes.rules import spread
from duly.casework.flow.boxes import COMING, GOING, WITH, BoxRow
from duly.casework.risk import queries as risk
from duly.casework.screens.box.forms import RatesForm
from duly.casework.screens.box.lists import BOXES, TIMES
from duly.casework.screens.involvement.lists import involved_rows, involved_table
from duly.core.people import queries as people
from duly.core.record.clock import today
from duly.primitives.refusal import Refusal, Refused
from duly.ui import listed
from duly.ui.asks import asks
from duly.ui.environment import day, pounds_sign, short_day
from duly.ui.frame import Action, Cell, Column, Fact, Link, Row, Table
from duly.ui.pages import say, show


@asks()
@require_GET
def board(request: HttpRequest) -> HttpResponse:
    """Everything with, going to and coming from each principal, with age, the day it is needed and what will miss it."""
    rows = flow.board()
    asked = listed.ask(request, BOXES)
    page = BOXES.page(rows, asked)
    principals = queries.principals(on=today())
    return listed.as_file(BOXES, rows, asked) or show(
        request,
        "box/list.html",
        title="The principals' boxes",
        section="Submissions",
        sub="What is with each, going to them and coming back",
        crumbs=(Link("Submissions", "/submissions/"),),
        actions=(
            Action("Round trips", "/submissions/boxes/times/"),
            Action("Who signs", "/submissions/signatories/"),
            Action("Who closes", "/submissions/closers/"),
            Action("By staff level", "/submissions/by-level/"),
        ),
        formats=listed.formats(asked),
        facts=tuple(_fact(one, rows) for one in principals) or (Fact("Principals", "None named yet"),),
        facets=listed.facet_groups(page, asked),
        unknown=listed.unknown(page),
        pager=listed.pager(page, asked, "papers"),
        also=tuple(Link(f"The box of the {one.title}", f"/submissions/boxes/{one.post}/") for one in principals),
        table=listed.table(
            BOXES,
            page,
            asked,
            "Papers of the principals",
            cells={
                "ref": lambda row: Cell(row.ref, f"/submissions/{row.ref}/box/", ref=True),
                "case_ref": lambda row: Cell(row.case_ref, f"/cases/{row.case_ref}/", ref=True),
                "where": lambda row: row.where.capitalize(),
                "misses": lambda row: Cell("Will miss it", tone="red", tag=True) if row.misses else "",
                "asks": lambda row: Cell("Asked", tone="amber", tag=True) if row.asks else "",
            },
            wrap=("ask", "working"),
            empty="Nothing is with a principal, going to one or coming back.",
            empty_next=Link("Submissions", "/submissions/"),
        ),
    )


def _fact(principal: PrincipalSeen, rows: tuple[BoxRow, ...]) -> Fact:
    mine = [row for row in rows if row.principal == principal.post and row.where == WITH]
    missing = sum(row.misses for row in mine)
    gone = f"; away until {day(principal.away_until)}" if principal.away_until else ""
    minutes = sum(row.minutes for row in mine)
    note = f"{minutes} minute{'' if minutes == 1 else 's'}; {missing} will miss {'its date' if missing == 1 else 'their date'}{gone}"
    return Fact(principal.title, str(len(mine)), note, "red" if missing else "", f"/submissions/boxes/{principal.post}/")


@asks("box.principals")
@require_http_methods(["GET", "POST"])
def one_box(request: HttpRequest, post: str) -> HttpResponse:
    """One principal's box in its order, with the forecast and its working; and how they read, which is kept here."""
    titles = people.post_titles()
    if post not in titles:
        raise Http404(f"There is no post {post}.")
    known = next((one for one in queries.principals(on=today()) if one.post == post), None)
    form, refusal, status = None, None, 200
    if request.method == "POST":
        form = RatesForm(request.POST)
        status = 422
        if form.is_valid():
            try:
                actions.name_principal(post, place=form.cleaned_data["place"], rates=form.rates(), by=request.actor)  # type: ignore[attr-defined]  # put there by the site
            except Refused as stopped:
                refusal = stopped.refusal
            else:
                say(request, f"How the {titles[post]} reads is kept, from today on.")
                return redirect(f"/submissions/boxes/{post}/")
    return _shown(request, post, titles[post], known, form, refusal, status)


def _shown(
    request: HttpRequest,
    post: str,
    title: str,
    known: PrincipalSeen | None,
    form: RatesForm | None,
    refusal: Refusal | None,
    status: int,
) -> HttpResponse:
    principal = known or PrincipalSeen(post, title, 1, flow.usual_rates(), (), None)
    rows = [row for row in flow.board() if row.principal == post]
    mine = [row for row in rows if row.where == WITH]
    rates_refusal = checks.why_not_name(post, rates=principal.rates, by=request.actor)  # type: ignore[attr-defined]  # put there by the site
    read = queries.read_by(request.actor.ref)  # type: ignore[attr-defined]  # put there by the site
    return show(
        request,
        "box/one.html",
        title=f"The box of the {title}",
        section="Submissions",
        sub="" if known else "Not a principal yet: keep the figures below to name them",
        crumbs=(Link("Submissions", "/submissions/"), Link("Boxes", "/submissions/boxes/")),
        formats=(Link("CSV", f"/submissions/boxes/?box={title.replace(' ', '+')}&format=csv"),),
        facts=(
            Fact("With them", str(len(mine))),
            Fact("To read", f"{sum(row.minutes for row in mine)} min", f"of {principal.rates.minutes_per_week} a week"),
            Fact("Will miss", str(sum(row.misses for row in mine)), tone="red" if any(row.misses for row in mine) else ""),
            Fact("Going to them", str(sum(row.where == GOING for row in rows))),
            Fact("Coming back", str(sum(row.where == COMING for row in rows))),
        ),
        principal=principal,
        tables=(
            *((where.capitalize(), _table(where, [row for row in rows if row.where == where], read)) for where in (WITH, GOING, COMING)),
            *((("Asked about cases", asked),) if (asked := _brought_in(post)).rows else ()),
        ),
        working=[f"{row.ref}: {row.working}. {_expected(row)}" for row in mine],
        known=(
            ("Post", title),
            ("Holder", ", ".join(name for _, name in principal.holders) or "Nobody today"),
            ("Stand-in", next((row.stand_in for row in rows if row.stand_in), "") or "None counts today"),
        ),
        away=[
            f"{name}: {short_day(one.starts)} until {short_day(one.ends)}"
            for ref, name in principal.holders
            for one in people.absences(since=today(), officer_ref=ref)
        ],
        rates_form=form or RatesForm(initial={"place": principal.place, **vars(principal.rates)}),
        rates_refusal=rates_refusal.because if rates_refusal else "",
        refusal=refusal,
        status=status,
    )


def _brought_in(post: str) -> Table:
    """What this post is asked about cases and has not answered."""
    asked = [one for one in risk.involvements(waiting=True) if one.asked_post == post]
    return involved_table(involved_rows(asked, people.names(), people.post_titles(), me=""))


def _expected(row: BoxRow) -> str:
    by = f"Read by {day(row.read_on)}" if row.read_on else "Not within the days looked ahead"
    return f"{by}, needed by {day(row.needed_by)}{'; it will miss' if row.misses else ''}."


def _table(where: str, rows: list[BoxRow], read: dict[str, int]) -> Table:
    columns = (
        Column("Place", "number"),
        Column("Paper"),
        Column("Asks", "wrap"),
        Column("Days", "number"),
        Column("Minutes", "number"),
        Column("Needed by"),
        Column("Read by"),
        Column(""),
    )
    return Table(f"Papers {where} the principal", columns, tuple(_line(row, read) for row in rows), empty="Nothing.")


def _line(row: BoxRow, read: dict[str, int]) -> Row:
    flags = Cell("Will miss", tone="red", tag=True) if row.misses else Cell("Asked", tone="amber", tag=True) if row.asks else ""
    seen = read.get(row.ref, 0)
    note = "" if not seen else "read" if seen >= row.number else f"you read version {seen}"
    return Row(
        (
            str(row.place) if row.place else "",
            Cell(row.ref, f"/submissions/{row.ref}/box/", ref=True, note=note),
            Cell(f"{row.ask}{f', {pounds_sign(row.remedy_pence)}' if row.remedy_pence else ''}"),
            str(row.age_days),
            str(row.minutes),
            short_day(row.needed_by),
            short_day(row.read_on) if row.read_on else "",
            flags,
        )
    )


@asks()
@require_GET
def times(request: HttpRequest) -> HttpResponse:
    """Every version's way to a principal and back, in days, with the median and the ninetieth in a hundred of each principal."""
    rows = flow.round_trips()
    asked = listed.ask(request, TIMES)
    page = TIMES.page(rows, asked)
    by = {
        title: spread([row.days for row in rows if row.box == title and row.days is not None])
        for title in dict.fromkeys(r.box for r in rows)
    }
    return listed.as_file(TIMES, rows, asked) or show(
        request,
        "box/list.html",
        title="Round trips",
        section="Submissions",
        sub="From being passed as ready until it came back signed or to be amended",
        crumbs=(Link("Submissions", "/submissions/"), Link("Boxes", "/submissions/boxes/")),
        formats=listed.formats(asked),
        facts=tuple(
            Fact(
                title,
                f"{one.median} day{'' if one.median == 1 else 's'}",
                f"half took at most that; nine in ten {one.p90}, of {one.papers}",
            )
            for title, one in by.items()
        )
        or (Fact("Round trips", "None yet"),),
        facets=listed.facet_groups(page, asked),
        unknown=listed.unknown(page),
        pager=listed.pager(page, asked, "trips"),
        also=(),
        table=listed.table(
            TIMES,
            page,
            asked,
            "Round trips",
            cells={"ref": lambda row: Cell(row.ref, f"/submissions/{row.ref}/box/", ref=True), "how": lambda row: row.how.capitalize()},
            empty="Nothing has come back from a principal yet.",
        ),
    )
