"""Every clock; one with its working; reviews in the order they press; and what a late holiday moved."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from duly.casework.decisions import queries as decisions
from duly.casework.flow.dating_again import dated_with, given_by_hand, reckoned_besides
from duly.casework.flow.falling_due import mine_of
from duly.casework.screens import common
from duly.casework.screens.clocks import presenters
from duly.casework.screens.clocks.forms import Because, Extend, Met, OnADay, TakeBack
from duly.core.calendar.rules.words import in_short, regions_said
from duly.core.clocks import checks, queries
from duly.core.clocks import redating as dating
from duly.core.clocks.queries import ClockSeen
from duly.core.clocks.states import STEPS, ClockState
from duly.core.record.clock import today
from duly.core.record.queries import history
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal
from duly.ui import listed as lists
from duly.ui.asks import asks
from duly.ui.environment import day
from duly.ui.frame import Action, Cell, Fact, Link, Tag
from duly.ui.pages import show

CRUMB = Link("Clocks", "/clocks/")


@asks()
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Every clock, the first due first."""
    rows = presenters.rows_of(found := queries.clocks(), on=today(), mine=mine_of(found, request.actor.ref))  # type: ignore[attr-defined]  # put there by the site
    asked = lists.ask(request, presenters.CLOCKS)
    page = presenters.CLOCKS.page(rows, asked)
    again = queries.to_date_again()
    return lists.as_file(presenters.CLOCKS, rows, asked) or show(
        request,
        "clocks/clocks.html",
        title="Clocks",
        section="Clocks",
        formats=lists.formats(asked),
        actions=(
            Action("What if?", url="/clocks/try/"),
            Action("Reviews", url="/clocks/reviews/"),
            Action("Chasing", url="/chasing/"),
            Action("Start a clock", url="/clocks/new/"),
        ),
        facets=lists.facet_groups(page, asked),
        unknown=lists.unknown(page),
        pager=lists.pager(page, asked, "clocks"),
        count=f"{page.total:,} clock{'' if page.total == 1 else 's'}",
        again=f"Bank holidays changed since {again:,} running clock{'s were' if again != 1 else ' was'} dated." if again else "",
        table=lists.table(
            presenters.CLOCKS, page, asked, "Clocks", cells=presenters.CELLS, wrap=("title",), empty="No clock fits these filters."
        ),
    )


@asks()
@require_safe
def clock(request: HttpRequest, ref: str) -> HttpResponse:
    """One clock: when it is due, how that was reckoned, and what may be done with it."""
    seen = common.found(queries.clock, ref)
    if request.GET.get("format") == "json":
        return JsonResponse(as_json(seen), json_dumps_params={"ensure_ascii": False, "indent": 1})
    return one(request, ref)


def as_json(seen: ClockSeen) -> dict[str, object]:
    """One clock with its working, as machines read it."""
    worked = queries.worked(seen.ref)
    told = {name: getattr(seen, name) for name in ("ref", "version", "state", "kind", "about", "rule_code", "rule_number", "title")}
    dates = {"began": seen.began.isoformat(), "due": seen.due.isoformat() if seen.due else None}
    steps = [
        {"number": one.number, "verb": one.verb, "on": one.on.isoformat(), "added": one.added, "noted": one.noted.isoformat()}
        | {"taken_back": one.taken_back}
        for one in queries.steps_of(seen.ref)
    ]
    return told | dates | {"bank_holidays_as_of": seen.calendar, "working": list(worked.says), "steps": steps}


def one(
    request: HttpRequest, ref: str, *, forms: dict[str, object] | None = None, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    """The page of one clock, with what was typed in the form that was not taken."""
    seen = common.found(queries.clock, ref)
    worked = queries.worked(ref)
    rule = next(one for one in queries.rules() if (one.code, one.number) == (seen.rule_code, seen.rule_number))
    row = presenters.row_of(seen, on=today())
    about = presenters.where(seen.about)
    return show(
        request,
        "clocks/clock.html",
        status=status,
        refusal=refusal,
        title=seen.title,
        section="Clocks",
        sub=f"{seen.ref}, on {seen.about}",
        tag=Tag(seen.state.capitalize(), presenters.TONES[seen.state]),
        crumbs=(CRUMB, Link(seen.about, about)) if about else (CRUMB,),
        formats=(Link("JSON", "?format=json"),),
        facts=(
            Fact("Due", day(seen.due) if seen.due else "Stands still" if seen.state == ClockState.STOPPED else "–", tone=row.tone),
            Fact("Days left", "–" if row.left is None else str(row.left), tone=row.tone),
            Fact("Began", day(seen.began)),
        ),
        working=worked.says,
        known=(
            ("On", Cell(seen.about, about, ref=True) if about else seen.about),
            ("Rule", f"{rule.code} {rule.number}"),
            ("Which says", in_short(rule)),
            ("Bank holidays", regions_said(rule.regions)),
            ("Laid down by", rule.source + (". Our own default: the office may adopt another" if rule.ours else "")),
            ("Reckoned by", f"bank holidays as of entry {seen.calendar} of the calendar"),
        ),
        acts=_acts(request, seen, forms or {}),
        timeline=common.happenings(history("clock", ref)),
    )


@asks()
@require_safe
def reviews(request: HttpRequest) -> HttpResponse:
    """Reviews to be answered, in the order in which they press."""
    found = queries.clocks(kind="decision", only_open=True)
    known = {one.ref: one for one in decisions.decisions()}
    rows = presenters.review_rows(found, known, on=today())
    asked = lists.ask(request, presenters.REVIEWS)
    page = presenters.REVIEWS.page(rows, asked)
    met, missed = queries.kept_in_time("review-jr-safe")
    cells = {
        "decision": lambda row: Cell(row.decision, f"/clocks/{row.clock}/", ref=True),
        "case": lambda row: Cell(row.case, f"/cases/{row.case}/", ref=True) if row.case else "",
        "why": lambda row: Cell(presenters.PRESSING.get(row.tone, "Stands still"), tone=row.tone, tag=True, note=row.why),
    }
    share = f"{100 * met // (met + missed)} %" if met + missed else "–"
    return lists.as_file(presenters.REVIEWS, rows, asked) or show(
        request,
        "clocks/reviews.html",
        title="Reviews by their clock",
        section="Clocks",
        crumbs=(CRUMB,),
        sub="The last day on which an answer leaves somebody 28 days to go to court",
        formats=lists.formats(asked),
        actions=(
            Action("A review was asked for", url="/clocks/reviews/asked/"),
            Action("All reviews", url="/reviews/"),
        ),
        facts=(
            Fact("Answered leaving 28 days", share, note=f"{met} of {met + missed} answered"),
            Fact("Will be late", str(sum(row.tone == "red" for row in rows)), tone="red" if any(row.tone == "red" for row in rows) else ""),
            Fact("To answer", str(len(rows))),
        ),
        facets=lists.facet_groups(page, asked),
        unknown=lists.unknown(page),
        table=lists.table(
            presenters.REVIEWS,
            page,
            asked,
            "Reviews",
            cells=cells,
            wrap=("why",),
            empty="No review that was asked for waits for its answer.",
        ),
    )


@asks()
@require_safe
def redating(request: HttpRequest) -> HttpResponse:
    """What a dating again would move now, and what each did before."""
    return moved_page(request)


def moved_page(request: HttpRequest, *, refusal: Refusal | None = None) -> HttpResponse:
    """What a dating again would move, and what the last ones moved."""
    waiting = queries.to_date_again()
    would = dating.would_move().moved if waiting else ()
    before = queries.redatings()
    wanted = request.GET.get("entry", "")
    chosen = next((one for one in before if str(one.number) == wanted), before[0] if before else None)
    stopped = checks.why_not_redate(by=request.actor)  # type: ignore[attr-defined]  # put there by the site
    moved = queries.moved_by(chosen.event) if chosen else ()
    with_it = {ref: " ".join(found) for ref, found in dated_with(moved[:500]).items()}
    headings = ("clock", "before", "after", "cause", "dated_with")
    cells = [(one.ref, one.before.isoformat(), one.after.isoformat(), one.cause, with_it.get(one.ref, "")) for one in moved]
    besides, by_hand = reckoned_besides(), given_by_hand()
    cells += [(one.ref, one.before.isoformat(), one.after.isoformat(), f"Reckoned in working days: {one.what}", "") for one in besides]
    cells += [(one.ref, one.before.isoformat(), "", f"Given by hand, and due on {one.holiday}: {one.what}", "") for one in by_hand]
    return common.in_another_form(request, "clocks-moved", headings, cells) or show(
        request,
        "clocks/moved.html",
        title="Dated again",
        section="Clocks",
        crumbs=(CRUMB,),
        refusal=refusal,
        formats=common.formats(request)[:2],
        waiting=waiting,
        would=presenters.moved_table(would[:500], f"{len(would):,} of {waiting:,} running clocks would move"),
        how_many=len(would),
        blocked=stopped.because if stopped else "",
        before=before,
        chosen=chosen,
        moved=presenters.moved_table(moved[:500], "What moved", with_it),
        besides=presenters.days_table(besides[:500], "Reckoned in working days") if besides else None,
        by_hand=presenters.days_table(by_hand[:500], "Given by hand, and due on a bank holiday") if by_hand else None,
    )


def _acts(request: HttpRequest, seen: ClockSeen, typed: dict[str, object]) -> list[dict[str, object]]:
    """What may be done from here: each with its form, or the sentence that says why not."""
    by = request.actor  # type: ignore[attr-defined]  # put there by the site
    offered = (
        ("stop", "Stop it", OnADay, "From this day nothing is counted, until it goes on."),
        ("restart", "Let it go on", OnADay, "This day counts again."),
        ("extend", "Extend it", Extend, "In the rule's own unit, as agreed before its date."),
        ("meet", "It was done", Met, "After its date it is missed; both days are kept."),
        ("end", "End it", Because, "Nothing need be done any more."),
    )
    acts = []
    for verb, label, form, says in offered:
        if any(step.verb == verb and step.before == seen.state for step in STEPS):
            refusal = checks.why_not_begin(verb, seen.state, by=by)
            first = {} if form is Because else {"on": today()}
            acts.append(
                {
                    "url": f"/clocks/{seen.ref}/{verb}/",
                    "label": label,
                    "says": says,
                    "form": typed.get(verb) or form(initial=first, auto_id=f"{verb}_%s"),
                    "blocked": refusal.because if refusal else "",
                    "open": verb in typed,
                }
            )
    return acts + _taking_back(seen, typed.get("take-back"), by) if seen.state != ClockState.TAKEN_BACK else acts


def _taking_back(seen: ClockSeen, typed: object, by: Actor) -> list[dict[str, object]]:
    refusal = checks.why_not_begin_taking_back(by=by)
    form = typed or TakeBack(steps=queries.steps_of(seen.ref), auto_id="take-back_%s")
    says = "What was noted by mistake, or of a wrong day. Both stay in the record, and the date is reckoned from what is left."
    one = {"url": f"/clocks/{seen.ref}/take-back/", "label": "Take back a step", "says": says, "form": form}
    return [one | {"blocked": refusal.because if refusal else "", "open": bool(typed)}]
