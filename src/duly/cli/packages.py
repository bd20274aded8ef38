"""`duly person`: somebody's package, what is learnt of them, and lines that wait for approval."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from duly.cli import exits
from duly.cli.opening import Stop, acting, open_office
from duly.cli.saying import Saying
from duly.primitives.period import FOREVER

if TYPE_CHECKING:
    from duly.payments.screens.care.stays import Lived

app = typer.Typer(help="People who are cared for: their packages, interruptions of care, deaths.", no_args_is_help=True)

As = Annotated[str, typer.Option("--as", help="Who is acting: the name they sign in with (or DULY_AS).")]
Json = Annotated[bool, typer.Option("--json", help="Data as JSON.")]
Person = Annotated[str, typer.Argument(help="The person's reference, such as P-104882.")]
Line = Annotated[str, typer.Argument(help="The package line's reference, such as L-30001.")]
Kind = Annotated[str, typer.Option(help="hospital, respite, holiday or suspension.")]
First = Annotated[str, typer.Option("--from", help="The first day, 2026-11-02.")]
Last = Annotated[str, typer.Option("--to", help="The last day; no end unless said.")]
Told = Annotated[str, typer.Option("--told-on", help="The day the office was told; today unless said.")]
Because = Annotated[str, typer.Option("--because", help="Why; it is kept in the record.")]


@app.command()
def show(person: Person, as_json: Json = False) -> int:
    """Say what is known of somebody: their lines, when they are in force, interruptions of their care, stays in homes, and whether they died."""
    say = Saying(as_json)
    with open_office():
        from duly.payments.packages import queries
        from duly.payments.screens.care.stays import lived

        if person not in queries.people_known():
            raise Stop(exits.INVALID, f"There is no person {person}.")
        lines = queries.lines_of_person(person)
        spans = [
            (c.line_ref, line.service, line.provider_ref, line.contract_ref, line.zone, c.starts, c.ends, "yes" if c.approved else "waits")
            for line in lines
            for c in queries.commissions_of(line.line_ref)
        ]
        interruptions = [(i.kind, i.starts, i.ends, i.told_on) for i in queries.interruptions_known(person)]
        stays = [
            (one.stay.stay_ref, one.stay.provider_ref, one.stay.service, one.line_ref, one.stay.admitted, one.stay.discharged, _away(one))
            for one in lived(person, lines)
        ]
        died = queries.death_of(person)
    columns = ("line", "service", "provider", "contract", "zone", "from", "until", "approved")
    parts = (
        ("lines", columns, spans),
        ("interruptions", ("kind", "from", "until", "told on"), interruptions),
        ("stays", ("stay", "home", "service", "line", "from", "until", "away"), stays),
    )
    if as_json:
        told = {title: [dict(zip(names, row, strict=True)) for row in rows] for title, names, rows in parts}
        say.facts({"person": person, "died": died, **told})
        return exits.DONE
    say.facts({"person": person, "died": died or "no"})
    for title, names, rows in parts:
        say.rows(title.capitalize(), names, rows)
    return exits.DONE


@app.command()
def waiting(as_json: Json = False) -> int:
    """List the lines put forward that wait for somebody's yes."""
    say = Saying(as_json)
    with open_office():
        from duly.payments.packages import queries

        rows = [(c.line_ref, c.starts, c.ends, c.proposed_by) for c in queries.commissions_waiting()]
    say.rows("Waiting for approval", ("line", "from", "until", "put forward by"), rows)
    return exits.DONE


@app.command("put-forward")
def put_forward(
    person: Person,
    contract: Annotated[str, typer.Option(help="The contract's reference, such as C-4401.")],
    service: Annotated[str, typer.Option(help="The service, such as home-care.")],
    starts: First,
    last: Last = "",
    zone: Annotated[str, typer.Option(help="The zone, where rates differ by zone.")] = "",
    who: As = "",
    as_json: Json = False,
) -> int:
    """Put a package line forward, or more days of one there is. It is held until somebody else approves it."""
    begins, ends = _day(starts), _after(last)

    def act(actions, by):
        from duly.payments.contracts.queries import providers_of_contracts
        from duly.payments.packages.queries import line_for

        provider = providers_of_contracts().get(contract, "")
        known = line_for(person, provider, service)
        return actions.propose_line(
            person_ref=person,
            provider_ref=provider,
            service=service,
            contract_ref=contract,
            starts=begins,
            ends=ends,
            line_ref=known.line_ref if known else "",
            zone=zone,
            by=by,
        )

    line = _do(act, who)
    Saying(as_json).facts({"line": line.line_ref, "person": person, "from": begins, "until": ends})
    return exits.DONE


@app.command()
def approve(line: Line, starts: First, who: As = "", as_json: Json = False) -> int:
    """Approve what somebody else put forward of a line from a day on."""
    begins = _day(starts)
    spans = _do(lambda act, by: act.approve_line(line, starts=begins, by=by), who)
    Saying(as_json).rows(
        "In force", ("line", "from", "until", "approved by"), [(c.line_ref, c.starts, c.ends, c.approved_by) for c in spans]
    )
    return exits.DONE


@app.command()
def died(person: Person, on: Annotated[str, typer.Option("--on", help="The day, 2026-11-02.")], who: As = "", as_json: Json = False) -> int:
    """Say on which day somebody died. Said again of another day, it supersedes what was known."""
    day = _day(on)
    _do(lambda act, by: act.say_died(person, on=day, by=by), who)
    Saying(as_json).facts({"person": person, "died": day})
    return exits.DONE


@app.command("not-died")
def not_died(person: Person, because: Because, who: As = "", as_json: Json = False) -> int:
    """Say that it was a mistake that somebody died."""
    _do(lambda act, by: act.withdraw_death(person, because=because, by=by), who)
    Saying(as_json).facts({"person": person, "died": "no"})
    return exits.DONE


@app.command()
def interrupt(person: Person, kind: Kind, starts: First, last: Last = "", told: Told = "", who: As = "", as_json: Json = False) -> int:
    """Say that somebody's care is interrupted from a day on."""
    begins, ends, told_on = _day(starts), _after(last), told
    return _interruptions(
        lambda act, by: act.interrupt(person, kind=kind, starts=begins, ends=ends, told_on=_told(told_on), by=by), who, as_json
    )


@app.command()
def correct(
    person: Person,
    kind: Kind,
    was: Annotated[str, typer.Option("--was", help="The day it was said to begin.")],
    starts: First,
    because: Because,
    last: Last = "",
    told: Told = "",
    who: As = "",
    as_json: Json = False,
) -> int:
    """Say other dates of an interruption, or that it ended."""
    before, begins, ends = _day(was), _day(starts), _after(last)
    return _interruptions(
        lambda act, by: act.correct_interruption(
            person, kind=kind, was=before, starts=begins, ends=ends, told_on=_told(told), because=because, by=by
        ),
        who,
        as_json,
    )


@app.command("not-interrupted")
def not_interrupted(
    person: Person,
    kind: Kind,
    was: Annotated[str, typer.Option("--was", help="The day it was said to begin.")],
    because: Because,
    who: As = "",
    as_json: Json = False,
) -> int:
    """Say that an interruption was a mistake."""
    before = _day(was)
    return _interruptions(lambda act, by: act.withdraw_interruption(person, kind=kind, was=before, because=because, by=by), who, as_json)


def _interruptions(what: Callable, who: str, as_json: bool) -> int:
    known = _do(what, who)
    Saying(as_json).rows(
        "Interruptions",
        ("person", "kind", "from", "until", "told on"),
        [(i.person_ref, i.kind, i.starts, i.ends, i.told_on) for i in known],
    )
    return exits.DONE


def _away(one: "Lived") -> str:
    return "; ".join(f"{away.kind} {away.starts} to {away.ends}" for away in one.absences)


def _do(what: Callable, who: str):
    with open_office():
        from duly.payments.packages import actions

        return what(actions, acting(who))


def _told(text: str) -> date:
    from duly.core.record.clock import today

    return _day(text) if text else today()


def _after(last: str) -> date:
    return date.fromordinal(_day(last).toordinal() + 1) if last else FOREVER


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Stop(exits.USAGE, f"{text!r} is not a day such as 2026-11-09.") from None
