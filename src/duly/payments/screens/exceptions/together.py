"""Deciding like exceptions in one go: what each way would come to for each of them, and then what became of each."""

from datetime import date
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from duly.payments.packages import queries as packages
from duly.payments.packages.powers import READ
from duly.payments.providers import queries as providers
from duly.payments.screens.exceptions import presenters, words
from duly.payments.screens.exceptions.alike import called, groups_of, named, others
from duly.payments.screens.exceptions.detail import Deciding, why_not
from duly.payments.screens.exceptions.forms import Many, Together
from duly.payments.screens.exceptions.presenters import ExceptionRow
from duly.payments.screens.weeks import asked_week, say_week
from duly.payments.validation import actions as validation
from duly.payments.validation import checks, queries
from duly.payments.validation.actions import Outcome
from duly.payments.validation.queries import JudgementSummary
from duly.primitives.actor import Actor
from duly.primitives.money import pounds, sterling
from duly.primitives.period import week_name
from duly.primitives.refusal import first
from duly.ui.asks import asks, reads
from duly.ui.frame import Cell, Choice, Column, Link, Row, Table, Tag
from duly.ui.pages import say, show
from duly.ui.proof import proved

MOST = 100
"""How many lines are decided in one go: more than anybody looks through."""
WAYS = tuple(choice for choice in words.LABELS if choice != words.PAY_OTHER)


@asks(READ.code, "exceptions.decide")
@proved(only_when=lambda request: request.POST.get("choice") in words.ABOVE_AGREED)
@require_http_methods(["GET", "HEAD", "POST"])
@reads(READ)
def together(request: HttpRequest) -> HttpResponse:
    """The ticked lines (`?line=` each) with what every way would come to; and once decided, what became of each."""
    week, ticked = asked_week(request.GET.get("week", "")), Many(request.GET)
    back = f"/exceptions/?week={week_name(week)}" if week else "/exceptions/"
    if week is None or not ticked.is_valid() or len(ticked.cleaned_data["line"]) > MOST:
        say(request, f"Tick the lines to decide together, {MOST} at most, then press b.")
        return redirect(back)
    lines = ticked.cleaned_data["line"]
    if request.method != "POST":
        return _preview(request, week, lines)
    form = Together(request.POST)
    if not form.is_valid():
        return _preview(request, week, lines, form=form)
    given = form.cleaned_data
    try:
        outcomes = validation.decide_together(
            given["line"], choice=given["choice"], reason_code=given["reason"], note=given["note"], by=request.actor
        )
    except ObjectDoesNotExist:
        raise Http404("There is no such line-week.") from None
    return _outcomes(request, week, outcomes, back, ticked=lines)


def _preview(request: HttpRequest, week: date, lines: list[int], *, form: Together | None = None) -> HttpResponse:
    rows = _rows(week, lines)
    if not rows:
        raise Http404("None of these lines was stopped in this week.")
    groups = groups_of(rows)
    rule = next((rule for rule, ref in named(groups).items() if ref == request.GET.get("rule")), next(iter(groups), ()))
    like = groups.get(rule, [])
    left = [row for row in rows if row not in like]
    made = queries.summary(queries.current_judgement_ref(week))
    ways = {row.assessed_id: _ways(row, made, by=request.actor) for row in like}
    typed = form.data if form is not None else {}
    usual = next((words.USUAL_REASON[code] for code in (like or rows)[0].codes if code in words.USUAL_REASON), "")
    choices = _choices(like, ways, typed.get("choice", ""))
    return show(
        request,
        "exceptions/together.html",
        status=422 if form is not None else 200,
        week_name=week_name(week),
        form=form,
        rows=like,
        table=_effects(like, ways),
        left=_left(left),
        choices=choices,
        reasons=(("", "Choose"), *words.REASONS),
        reason=typed.get("reason", usual),
        note=typed.get("note", ""),
        rule=called((like or rows)[0]),
        others=others(week, lines, groups, rule),
        blocked_because=""
        if any(not one.blocked_because for one in choices)
        else choices[0].blocked_because
        if like
        else "Nothing here may be decided.",
        outcomes=None,
        **_frame(week, f"Decide {len(like)} together"),
    )


def _outcomes(request: HttpRequest, week: date, outcomes: tuple[Outcome, ...], back: str, *, ticked: list[int]) -> HttpResponse:
    asked = [one.assessed_id for one in outcomes]
    seen = {row.assessed_id: row for row in _rows(week, list(dict.fromkeys((*asked, *ticked))))}
    done = [one for one in outcomes if one.decided]
    table = Table(
        "What became of each",
        (Column("Person"), Column("Provider"), Column("Outcome"), Column("Pays £", "number"), Column("Why", "wrap")),
        tuple(_outcome(seen.get(one.assessed_id), one) for one in outcomes),
        foot=(
            f"{len(done)} of {len(outcomes)} decided",
            "",
            "",
            Cell(pounds(sum(one.decided.pence for one in done if one.decided)), strong=True),
            "",
        ),
    )
    return show(
        request,
        "exceptions/together.html",
        week_name=week_name(week),
        outcomes=table,
        done=[one.assessed_id for one in done],
        undone=len(outcomes) - len(done),
        seconds=checks.UNDO_SECONDS,
        back=back,
        others=others(week, ticked, groups_of([row for number, row in seen.items() if number not in asked])),
        **_frame(
            week,
            f"{len(done)} of {len(outcomes)} decided",
            Tag("All decided", "green") if len(done) == len(outcomes) else Tag("Not all decided", "amber"),
        ),
    )


def _frame(week: date, title: str, tag: Tag | None = None) -> dict[str, Any]:
    return {
        "title": title,
        "section": "Exceptions",
        "sub": f"Care, {say_week(week)}",
        "tag": tag,
        "crumbs": (Link("Exceptions", f"/exceptions/?week={week_name(week)}"),),
    }


def _rows(week: date, lines: list[int]) -> list[ExceptionRow]:
    """The lines of a week's list that were named, in the order of their names."""
    found = {one.assessed_id: one for one in queries.exceptions(week) if one.assessed_id in set(lines)}
    people, called = packages.names_of({one.person_ref for one in found.values()}), providers.provider_names()
    return [presenters.row(found[number], people, called) for number in lines if number in found]


def _ways(row: ExceptionRow, made: JudgementSummary, *, by: Actor) -> dict[str, tuple[int, str]]:
    """By way: what it would pay of this line in pence, and why not, where it may not."""
    line_week, _ = queries.assessed_line(row.assessed_id)
    deciding = Deciding.of(line_week, made)
    told = {}
    for choice in WAYS:
        refusal = first(why_not(deciding, choice, by=by))
        told[choice] = (checks.pence_of(deciding, choice), refusal.because if refusal else "")  # type: ignore[arg-type]  # the same facts, as values
    return told


def _choices(rows: list[ExceptionRow], ways: dict[int, dict[str, tuple[int, str]]], chosen: str) -> tuple[Choice, ...]:
    """Each way with what it comes to of those it may be used on; refused when of none."""
    choices: list[Choice] = []
    for n, choice in enumerate(words.LABELS, start=1):
        if choice == words.PAY_OTHER:
            continue
        may = [ways[row.assessed_id][choice][0] for row in rows if not ways[row.assessed_id][choice][1]]
        refused = next((ways[row.assessed_id][choice][1] for row in rows if ways[row.assessed_id][choice][1]), "")
        note = f"{len(may)} line{'' if len(may) == 1 else 's'}" + (
            f"; {len(rows) - len(may)} would be refused: {refused}" if refused else ""
        )
        picked = bool(may) and (chosen == choice or (not chosen and not any(one.chosen for one in choices)))
        choices.append(Choice(choice, words.LABELS[choice], note, sterling(sum(may)), str(n), picked, "" if may else refused))
    return tuple(choices)


def _effects(rows: list[ExceptionRow], ways: dict[int, dict[str, tuple[int, str]]]) -> Table:
    """What each way would pay of each line."""
    columns = (
        Column("Person"),
        Column("Provider"),
        Column("Claimed £", "number"),
        *(Column(f"{words.LABELS[choice]} £", "number") for choice in WAYS),
    )
    told = tuple(
        Row(
            (
                Cell(row.person_name, f"/exceptions/{row.assessed_id}/"),
                row.provider_name,
                pounds(row.claimed_pence),
                *(Cell("refused", tone="amber") if because else pounds(pence) for pence, because in ways[row.assessed_id].values()),
            )
        )
        for row in rows
    )
    return Table("What each way would pay", columns, told, empty="None of these can be decided together.")


def _left(rows: list[ExceptionRow]) -> Table | None:
    """Ticked lines that are not decided with the rest, each with why."""
    told = tuple(
        Row(
            (
                Cell(row.person_name, f"/exceptions/{row.assessed_id}/"),
                row.provider_name,
                row.why,
                f"Decided already: {row.decided}" if row.decided else "Stopped by something else",
            )
        )
        for row in rows
    )
    columns = (Column("Person"), Column("Provider"), Column("Why stopped", "wrap"), Column("Left because", "wrap"))
    return Table("Ticked, and left for later", columns, told) if told else None


def _outcome(row: ExceptionRow | None, one: Outcome) -> Row:
    who = Cell(row.person_name, f"/exceptions/{one.assessed_id}/") if row else str(one.assessed_id)
    provider = row.provider_name if row else "–"
    if one.decided is None:
        return Row((who, provider, Cell("Not decided", tone="amber", tag=True), "–", one.refusal.because if one.refusal else ""))
    return Row(
        (
            who,
            provider,
            Cell(words.LABELS[one.decided.choice], tone="green", tag=True),
            Cell(pounds(one.decided.pence), strong=True),
            row.decided if row else "",
        )
    )
