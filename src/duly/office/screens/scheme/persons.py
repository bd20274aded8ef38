"""What bears on one person: who is away, who stands in, whose authority is suspended, and who has an interest."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from duly.core.people import queries as people
from duly.core.record.clock import today
from duly.core.scheme import actions, queries
from duly.core.scheme.rules import Condition, say_let_back
from duly.office import absences
from duly.office.screens.scheme.forms import AwayForm, GiveBackForm, InterestForm, NumberForm, StandInForm, SuspendForm
from duly.primitives.actor import Actor
from duly.primitives.power import POWERS
from duly.primitives.refusal import Refusal, Refused
from duly.ui.asks import asks
from duly.ui.environment import short_day
from duly.ui.frame import Cell, Column, Link, Row, Table
from duly.ui.pages import say, show

Act = Callable[..., None]


@asks("scheme.arrange")
@require_http_methods(["GET", "POST"])
def persons(request: HttpRequest) -> HttpResponse:
    """What bears on each person today and later, and the forms that say more. Which is filled in is `do`."""
    forms = _forms()
    if request.method != "POST":
        return _shown(request, forms)
    chosen = request.POST.get("do", "")
    kinds = {name: (kind, act) for name, (kind, act, _) in DO.items()}
    if chosen not in kinds:
        return _shown(request, forms, refusal=Refusal("no-such-thing", "Choose what to say."), status=422)
    kind, act = kinds[chosen]
    form = kind(request.POST, auto_id=f"{chosen}_%s")
    if not form.is_valid():
        return _shown(request, forms | {chosen: form}, status=422)
    try:
        act(form.cleaned_data, request.actor)  # type: ignore[attr-defined]  # put there by the site
    except Refused as stopped:
        return _shown(request, forms | {chosen: form}, refusal=stopped.refusal)
    say(request, f"{DO[chosen][2]} It is in the record.")
    return redirect("/delegation/persons/")


def _away(said: dict[str, Any], by: Actor) -> None:
    absences.note_away(said["person"], starts=said["starts"], ends=said["ends"], by=by)


def _back(said: dict[str, Any], by: Actor) -> None:
    absences.note_back(said["number"], by=by)


def _stand_in(said: dict[str, Any], by: Actor) -> None:
    days = {"starts": said["starts"], "ends": said["ends"]}
    actions.name_stand_in(said["post"], officer_ref=said["person"], because=said["because"], by=by, **days)


def _end_stand_in(said: dict[str, Any], by: Actor) -> None:
    actions.end_stand_in(said["number"], by=by)


def _suspend(said: dict[str, Any], by: Actor) -> None:
    days = {"starts": said["starts"], "ends": said["ends"]}
    actions.suspend(said["person"], power=said["power"], because=said["because"], by=by, **days)


def _give_back(said: dict[str, Any], by: Actor) -> None:
    """Give back one more thing, beside what was given back before; or, where nothing is said of it, the whole."""
    if not said["fact"]:
        actions.restore(said["person"], power=said["power"], by=by)
        return
    known = next(
        (one.let_back for one in queries.suspensions(since=today()) if (one.officer_ref, one.power) == (said["person"], said["power"])), ()
    )
    given = [*known, (Condition(said["fact"], "is", said["value"]),)]
    actions.let_back(said["person"], power=said["power"], given=given, by=by)


def _interest(said: dict[str, Any], by: Actor) -> None:
    actions.declare_interest(about=said["about"], because=said["because"], by=by)


def _no_interest(said: dict[str, Any], by: Actor) -> None:
    actions.withdraw_interest(said["number"], by=by)


DO: dict[str, tuple[type, Act, str]] = {
    "away": (AwayForm, _away, "The absence is kept."),
    "back": (NumberForm, _back, "They are back."),
    "stand-in": (StandInForm, _stand_in, "The stand-in is named, and counts while the post's holder is away."),
    "end-stand-in": (NumberForm, _end_stand_in, "The stand-in is ended."),
    "suspend": (SuspendForm, _suspend, "The authority is suspended."),
    "give-back": (GiveBackForm, _give_back, "It is given back."),
    "interest": (InterestForm, _interest, "Your interest is declared."),
    "no-interest": (NumberForm, _no_interest, "The interest is no more."),
}
"""What may be said: its form, what it does, and how the page says so."""


def _forms() -> dict[str, Any]:
    return {name: kind(auto_id=f"{name}_%s") for name, (kind, _, _) in DO.items() if kind is not NumberForm}


def _shown(request: HttpRequest, forms: dict[str, Any], *, refusal: Refusal | None = None, status: int = 200) -> HttpResponse:
    names, titles, on = people.names(), people.post_titles(), today()
    tables = (
        _table(
            "Away",
            ("Person", "From", "Back on"),
            [((one.name, short_day(one.starts), short_day(one.ends)), one.number) for one in people.absences(since=on)],
            "back",
            "Back today",
        ),
        _table(
            "Standing in",
            ("Post", "Person", "From", "Until", "Counts today", "Why"),
            [
                (
                    (
                        titles.get(one.post, one.post),
                        names.get(one.officer_ref, one.officer_ref),
                        short_day(one.starts),
                        short_day(one.ends),
                        "Yes" if one.counts else "No: somebody in the post is there",
                        one.because,
                    ),
                    one.number,
                )
                for one in queries.stand_ins(since=on)
            ],
            "end-stand-in",
            "End it",
        ),
        _table(
            "Interests declared",
            ("Person", "In", "Since", "What it is"),
            [
                ((names.get(one.officer_ref, one.officer_ref), one.about, short_day(one.starts), one.because), one.number)
                for one in queries.interests(on=on)
            ],
            "no-interest",
            "It is no more",
        ),
    )
    suspended = Table(
        "Authority suspended",
        tuple(Column(name, "wrap") for name in ("Person", "May not", "From", "Until", "Given back", "Why")),
        tuple(
            Row(
                (
                    names.get(one.officer_ref, one.officer_ref),
                    POWERS[one.power].question if one.power in POWERS else one.power,
                    short_day(one.starts),
                    short_day(one.ends) if one.ends else "further notice",
                    Cell("; ".join(say_let_back(one.let_back, POWERS[one.power]) if one.power in POWERS else ()) or "nothing"),
                    one.because,
                )
            )
            for one in queries.suspensions(since=on)
        ),
        empty="Nobody's authority is suspended.",
    )
    headings = {"away": "Say who is away", "stand-in": "Name a stand-in", "suspend": "Suspend authority"}
    headings |= {"give-back": "Give authority back", "interest": "Declare an interest of your own"}
    return show(
        request,
        "scheme/persons.html",
        title="Delegation: who is away, stands in or is held back",
        section="Delegation",
        crumbs=(Link("Delegation", "/delegation/"),),
        tables=tables,
        suspended=suspended,
        forms=[(name, headings[name], form, bool(form.is_bound)) for name, form in forms.items() if name in headings],
        refusal=refusal,
        status=status,
    )


def _table(title: str, headings: tuple[str, ...], rows: list[tuple[tuple[str, ...], int]], do: str, label: str) -> dict[str, Any]:
    columns = tuple(Column(name, "wrap") for name in headings)
    table = Table(title, columns, tuple(Row(cells) for cells, _ in rows), empty="Nobody.")
    ends = [{"number": number, "label": f"{label}: {cells[0]}, {cells[1]}"} for cells, number in rows]
    return {"title": title, "table": table, "do": do, "ends": ends}
