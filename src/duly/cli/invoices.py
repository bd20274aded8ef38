"""`duly invoice`: what providers claim, where each line of it went, and keying one that came on paper."""

from typing import Annotated

import typer

from duly.cli import exits
from duly.cli.opening import Stop, acting, open_office
from duly.cli.saying import Saying
from duly.primitives.money import plain_pounds

app = typer.Typer(help="Invoices: list them, see where one went, key one that came on paper.", no_args_is_help=True)

As = Annotated[str, typer.Option("--as", help="Who is acting: the name they sign in with (or DULY_AS).")]
Json = Annotated[bool, typer.Option("--json", help="Data as JSON.")]
Provider = Annotated[str, typer.Argument(help="The provider's reference, such as PR-301.")]
Ref = Annotated[str, typer.Argument(help="The invoice, as it calls itself.")]
BY_WEEK = ("person", "service", "week_starting", "minutes", "rate", "amount", "vat")
BY_NIGHT = ("person", "service", "from", "to", "nights", "rate", "amount", "vat")
COLUMNS = ("provider", "invoice", "received", "weeks", "lines", "claimed", "state", "came in", "keyed by")
WENT = ("line", "person", "service", "week", "minutes", "nights", "rate", "claimed", "state", "codes", "pays", "paid", "run")


@app.command("list")
def list_(
    week: Annotated[str, typer.Option("--week", help="The week they claim for, 2026-W45, or any; the newest claimed where left out.")] = "",
    state: Annotated[str, typer.Option("--state", help="Only these, such as 'To decide'.")] = "",
    as_json: Json = False,
) -> int:
    """List the invoices that claim for a week, with what became of each."""
    say = Saying(as_json)
    with open_office():
        from duly.payments.screens.invoices.pages import rows, week_asked

        monday, not_read = week_asked(week)
        if not_read:
            raise Stop(exits.USAGE, not_read)
        found = [one for one in rows(monday) if not state or one.state.casefold() == state.casefold()]
    say.rows(
        "Invoices",
        COLUMNS,
        [(r.provider, r.ref, r.received, r.weeks, r.lines, plain_pounds(r.pence), r.state, r.came_in, r.keyed_by) for r in found],
    )
    say.talk(f"{len(found):,} invoices, {plain_pounds(sum(one.pence for one in found))} claimed, VAT with it.")
    return exits.DONE


@app.command("show")
def show(provider: Provider, ref: Ref, as_json: Json = False) -> int:
    """Say where each line of an invoice went: judged, decided, paid or refused. Pays and paid are of the whole week of care it is for."""
    say = Saying(as_json)
    with open_office():
        from duly.payments.screens.invoices.pages import as_json as told

        found = told(provider, ref)
    if found is None:
        raise Stop(exits.INVALID, f"There is no invoice {ref} of {provider}.")
    if as_json:
        say.facts(found)
        return exits.DONE
    lines = [tuple(" ".join(map(str, one["codes"])) if name == "codes" else one[name] or "" for name in WENT) for one in found["lines"]]
    say.rows(f"Invoice {ref} of {provider}: {found['state']}", WENT, lines)
    return exits.DONE


@app.command("key")
def key(
    provider: Annotated[str, typer.Argument(help="The provider's reference, or the beginning of its name.")],
    ref: Ref,
    total: Annotated[str, typer.Option("--total", help="The total it states, with VAT; a sum will do.")],
    line: Annotated[
        list[str],
        typer.Option(
            "--line",
            help="person,service,week,minutes,rate,amount[,vat]; or with --nights person,service,from,to,nights,rate,amount[,vat].",
        ),
    ],
    nights: Annotated[bool, typer.Option("--nights", help="The lines are for stays.")] = False,
    check: Annotated[bool, typer.Option("--check", help="Only say what would be refused, and what is agreed beside each line.")] = False,
    who: As = "",
    as_json: Json = False,
) -> int:
    """Key an invoice that came on paper, by the checks of a file. Exit 4 where something is to be mended, 6 where it was taken in before."""
    say = Saying(as_json)
    columns = BY_NIGHT if nights else BY_WEEK
    typed = [one.split(",") for one in line]
    for cells in typed:
        if len(cells) not in (len(columns), len(columns) - 1):
            raise Stop(exits.USAGE, f"{','.join(cells)!r} has {len(cells)} parts; a line is {','.join(columns[:-1])} and, if any, vat.")
    lines = tuple(dict(zip(columns, cells, strict=False)) for cells in typed)
    with open_office():
        from duly.payments.invoices import actions, queries

        told, by = actions.Typed(provider, ref, total, lines), acting(who)
        if check:
            looked = actions.look(told, by=by)
            rows = [
                (n, one.name, said.code or "", said.says)
                for n, one in queries.beside(actions.named(provider), looked.rows).items()
                for said in one.said
            ]
        else:
            keyed = actions.key_in(told, by=by)
            looked = keyed.looked
    if check:
        say.rows("Beside each line", ("line", "person", "rule", "says"), rows)
    for fault in looked.faults:
        say.wrong(
            f"! {f'line {fault.row}, ' if fault.row else ''}{fault.column}: {fault.says}"
            + (f" Did you mean {fault.nearest}?" if fault.nearest else "")
        )
    if looked.faults:
        return exits.INVALID
    refusal = looked.refusal or (keyed.outcome.refusal if not check and keyed.outcome else None)
    if refusal:
        raise Stop(exits.CONFLICT, refusal.because)
    if not check and keyed.outcome:
        say.facts({"import": keyed.outcome.ref, "lines": len(looked.rows), "total": plain_pounds(looked.pence + looked.vat_pence)})
    return exits.DONE
