"""`duly contract`: what a contract says, and when it may be paid under."""

from collections.abc import Callable
from datetime import date
from typing import Annotated

import typer

from duly.cli import exits
from duly.cli.opening import Stop, acting, open_office
from duly.cli.saying import Saying

app = typer.Typer(help="Contracts: their terms, when they may be paid under, and embargoes.", no_args_is_help=True)

As = Annotated[str, typer.Option("--as", help="Who is acting: the name they sign in with (or DULY_AS).")]
Json = Annotated[bool, typer.Option("--json", help="Data as JSON.")]
Ref = Annotated[str, typer.Argument(help="The contract's reference, such as C-4401.")]
Because = Annotated[str, typer.Option("--because", help="Why; it is kept in the record.")]

LETS = {
    "let_minutes": "minutes",
    "let_pence": "or pence",
    "let_bp": "and bp of the claim",
    "let_person_minutes": "minutes a person",
    "let_run_pence": "pence a provider",
    "let_run_bp": "bp of its week",
}
"""What small excess a version lets through, with what each figure is; a bp is a hundredth of a percent."""


@app.command()
def show(contract: Ref, as_json: Json = False) -> int:
    """Say when a contract may be paid under, and what each version of its terms says, with its bands, steps and clauses."""
    say = Saying(as_json)
    with open_office():
        from duly.payments.contracts import queries

        if contract not in queries.providers_of_contracts():
            raise Stop(exits.INVALID, f"There is no contract {contract}.")
        seen = queries.contract(contract)
        spans = [(s.starts, s.ends) for s in queries.contract_spans_known() if s.contract_ref == contract]
        embargoes = [(e.starts, e.ends, e.placed_by) for e in queries.embargoes(contract)]
        terms = [(t.version, t.starts, t.ends, t.basis, t.clause) for t in queries.terms_of(contract)]
        lets = [(t.version, *(getattr(t, name) for name in LETS)) for t in queries.terms_of(contract)]
        bands = [(b.version, b.from_minute, b.to_minute, b.pay_minutes) for b in queries.bands_known(contract)]
        steps = [(s.version, s.kind, s.from_day, s.to_day, s.percent) for s in queries.steps_known(contract)]
        clauses = [(c.version, c.about, c.number, c.words) for c in queries.clauses_known(contract)]
    parts = (
        ("may be paid under", ("from", "until"), spans),
        ("embargoes", ("from", "until", "placed by"), embargoes),
        ("terms", ("version", "from", "until", "pays by", "clause"), terms),
        ("lets through", ("version", *LETS.values()), lets),
        ("bands", ("version", "from", "to", "counts as"), bands),
        ("steps", ("version", "kind", "from day", "to day", "%"), steps),
        ("clauses", ("version", "about", "number", "words"), clauses),
    )
    facts = {"contract": seen.ref, "provider": seen.provider_ref, "title": seen.title}
    if as_json:
        say.facts(facts | {title: [dict(zip(columns, row, strict=True)) for row in rows] for title, columns, rows in parts})
        return exits.DONE
    say.facts(facts)
    for title, columns, rows in parts:
        say.rows(title.capitalize(), columns, rows)
    return exits.DONE


@app.command("put-in-force")
def put_in_force(
    contract: Ref,
    because: Because,
    starts: Annotated[str, typer.Option("--from", help="The first day, 2026-11-02.")],
    last: Annotated[str, typer.Option("--to", help="The last day; no end unless said.")] = "",
    who: As = "",
    as_json: Json = False,
) -> int:
    """Say that a contract may be paid under, from a day on or between two."""
    from duly.primitives.period import FOREVER

    begins, ends = _day(starts), date.fromordinal(_day(last).toordinal() + 1) if last else FOREVER
    return _do(lambda act, by: act.put_in_force(contract, starts=begins, ends=ends, because=because, by=by), who, as_json)


@app.command()
def end(
    contract: Ref,
    because: Because,
    last: Annotated[str, typer.Option("--last", help="The last day it is in force, 2026-11-01.")],
    who: As = "",
    as_json: Json = False,
) -> int:
    """End a contract after a day."""
    ends = date.fromordinal(_day(last).toordinal() + 1)
    return _do(lambda act, by: act.end_contract(contract, ends=ends, because=because, by=by), who, as_json)


@app.command()
def embargo(
    contract: Ref,
    because: Because,
    starts: Annotated[str, typer.Option("--from", help="The first day nothing is paid for, 2026-11-02.")],
    who: As = "",
    as_json: Json = False,
) -> int:
    """Pay nothing under a contract for care from a day on, until the embargo is lifted."""
    begins = _day(starts)
    return _do(lambda act, by: act.place_embargo(contract, starts=begins, because=because, by=by), who, as_json)


@app.command()
def lift(
    contract: Ref,
    because: Because,
    lifted: Annotated[str, typer.Option("--from", help="The first day without it, 2026-11-09.")],
    who: As = "",
    as_json: Json = False,
) -> int:
    """Lift the embargo on a contract. Lifted from its first day, it is as if it had never been."""
    begins = _day(lifted)
    return _do(lambda act, by: act.lift_embargo(contract, lifted=begins, because=because, by=by), who, as_json)


def _do(what: Callable, who: str, as_json: bool) -> int:
    say = Saying(as_json)
    with open_office():
        from duly.payments.contracts import actions

        spans = what(actions, acting(who))
    say.rows("As it now stands", ("contract", "from", "until"), [(s.contract_ref, s.starts, s.ends) for s in spans])
    return exits.DONE


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Stop(exits.USAGE, f"{text!r} is not a day such as 2026-11-09.") from None
