"""`duly rates`: what is paid for what and why, where a rate is used, and rates put forward, adopted and withdrawn."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from duly.cli import exits
from duly.cli.importing import _tell as tell  # a file put forward is told of as one taken in
from duly.cli.opening import Stop, acting, open_office
from duly.cli.saying import Saying
from duly.primitives.money import plain_pounds, rate_in_pounds
from duly.primitives.period import FOREVER

if TYPE_CHECKING:
    from duly.payments.rates.queries import BatchSeen, Rate

app = typer.Typer(help="The rate book: what is paid, why, where it is used; rates put forward and adopted.", no_args_is_help=True)

As = Annotated[str, typer.Option("--as", help="Who is acting: the name they sign in with (or DULY_AS).")]
Json = Annotated[bool, typer.Option("--json", help="Data as JSON.")]
On = Annotated[str, typer.Option("--on", help="The day, 2026-11-09; today where left out.")]
Batch = Annotated[str, typer.Argument(help="The batch, such as RB-0001.")]
COLUMNS = ("rate", "contract", "service", "pounds", "per", "from", "last day", "narrowed to", "adopted")


@app.command()
def find(
    contract: Annotated[str, typer.Argument(help="The contract, such as C-4401.")],
    service: Annotated[str, typer.Argument(help="The service, such as home-care.")],
    on: On = "",
    unit: Annotated[str, typer.Option(help="hour, night or week.")] = "hour",
    minutes: Annotated[int | None, typer.Option(min=0, max=1440, help="Minutes planned; left out, rates of any length answer.")] = None,
    carer: Annotated[int, typer.Option(min=1, max=2, help="1, or 2 for the second carer of a call.")] = 1,
    zone: Annotated[str, typer.Option(help="The zone, such as rural.")] = "",
    line: Annotated[str, typer.Option(help="The package line, where a rate may be agreed for it.")] = "",
    as_json: Json = False,
) -> int:
    """What is paid for this, and every rate of the contract that was passed over with its reason. Exit 4 when there is no answer."""
    say = Saying(as_json)
    day = _day(on)
    with open_office():
        from duly.payments.rates import queries
        from duly.payments.rates.rules import UNITS

        if unit not in UNITS:
            raise Stop(exits.USAGE, f"{unit!r} is none of {', '.join(UNITS)}.")
        found = queries.rate_on(contract, service, day or _today(), unit=unit, minutes=minutes, carer=carer, zone=zone, line_ref=line)
        chosen, because = (found.rate, "") if isinstance(found, queries.RateFound) else (None, found.because)
    over = [(p.rate.rate_ref, p.because) for p in found.passed_over]
    if as_json:
        answer = {"rate": dict(zip(COLUMNS, _row(chosen), strict=True)) if chosen else None, "because": because}
        say.facts(answer | {"passed over": [{"rate": ref, "because": because} for ref, because in over]})
    else:
        say.write(f"£{rate_in_pounds(chosen.rate_hundredths)} by the {chosen.unit}: {chosen.rate_ref}" if chosen else because)
        say.rows("Passed over", ("rate", "because"), over)
    return exits.DONE if chosen else exits.INVALID


@app.command("list")
def listed(
    on: Annotated[str, typer.Option("--on", help="In force on this day, 2026-11-09; today where left out; any for every rate known.")] = "",
    contract: Annotated[str, typer.Option(help="Of this contract only.")] = "",
    service: Annotated[str, typer.Option(help="Of this service only.")] = "",
    waiting: Annotated[bool, typer.Option("--put-forward", help="Those that nobody has adopted yet.")] = False,
    as_json: Json = False,
) -> int:
    """Rates as now known."""
    day = None if on == "any" else _day(on)
    with open_office():
        from duly.payments.rates import queries

        day = None if on == "any" or (waiting and not on) else day or _today()
        known = queries.rates_of(contract) if contract else queries.rates_known()
    found = (
        rate
        for rate in known
        if (day is None or rate.starts <= day < rate.ends) and service in ("", rate.service) and (not waiting or not rate.approved)
    )
    Saying(as_json).rows("Rates", COLUMNS, (_row(rate) for rate in found))
    return exits.DONE


@app.command()
def show(rate: Annotated[str, typer.Argument(help="The rate, such as R-5501.")], on: On = "", as_json: Json = False) -> int:
    """A rate: every version of its cell with who said so, the lines it answers for, and the weeks judged with it."""
    say, day = Saying(as_json), _day(on)
    with open_office():
        from duly.payments import flow
        from duly.payments.rates import queries

        versions, now = queries.versions_of(rate), queries.rate(rate)
        if not versions:
            raise Stop(exits.INVALID, f"There is no rate {rate}.")
        used = flow.where_used(now, on=day or _today()) if now and now.approved else None
    last = now or [v.rate for v in versions if v.rate.rate_ref == rate][-1]
    story: list[tuple[Any, ...]] = [
        (
            v.rate.rate_ref, rate_in_pounds(v.rate.rate_hundredths), v.rate.starts, _last(v.rate), v.made_by.at.isoformat(timespec="seconds"), v.made_by.actor_ref,
            v.made_by.sentence, v.superseded_by.at.isoformat(timespec="seconds") if v.superseded_by else "",
        )
        for v in versions
    ]  # fmt: skip
    lines = [(one.line_ref, one.answered, one.of) for one in used.lines] if used else []
    weeks = [(one.week, one.judgement_ref, one.lines, plain_pounds(one.pence)) for one in used.weeks] if used else []
    parts = (
        ("history", ("rate", "pounds", "from", "last day", "known from", "by", "said", "known until"), story),
        ("lines", ("line", "of its week", "of"), lines),
        ("weeks", ("week", "judgement", "lines", "pounds"), weeks),
    )
    if as_json:
        told = {name: [dict(zip(columns, row, strict=True)) for row in rows] for name, columns, rows in parts}
        say.facts(dict(zip(COLUMNS, _row(last), strict=True)) | {"known now": now is not None} | told)
        return exits.DONE
    say.rows("Rate", COLUMNS, [_row(last)])
    for name, columns, rows in parts:
        say.rows(name.capitalize(), columns, rows)
    return exits.DONE


@app.command("batches")
def batches(as_json: Json = False) -> int:
    """Every batch of rates put forward, newest first."""
    with open_office():
        from duly.payments.rates import queries

        found = queries.batches()
    columns = ("batch", "state", "rates", "put forward by", "at", "settled by", "what it is")
    rows = (
        (b.ref, str(b.state), b.rates, b.put_forward_by, b.put_forward_at.isoformat(timespec="seconds"), b.settled_by, b.title)
        for b in found
    )
    Saying(as_json).rows("Batches", columns, rows)
    return exits.DONE


@app.command("put-forward")
def put_forward(
    file: Annotated[Path, typer.Argument(help="A file of rates, CSV or a workbook.")],
    source: Annotated[str, typer.Option(help="Where the rates come from.")] = "",
    who: As = "",
    as_json: Json = False,
) -> int:
    """Put a file of rates forward: they price nothing until somebody else adopts them. Exit 4 when it is faulty, 6 when it came before."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise Stop(exits.INVALID, f"{file} cannot be read: {error.strerror}. Nothing was taken in.") from error
    say = Saying(as_json)
    with open_office():
        from duly.payments import flow

        outcome, ref = flow.put_rates_forward(file.name, content, source, acting(who))
    if ref:
        say.talk(f"Batch {ref}: somebody else can adopt it with duly rates adopt {ref}.")
    return tell([(file.name, outcome)], say)


@app.command()
def adopt(batch: Batch, who: As = "", as_json: Json = False) -> int:
    """Adopt a batch that somebody else put forward, whole. Exit 6 when two of its rates, or one and another, would both answer."""
    with open_office():
        from duly.payments import flow

        by = acting(who)
        done = flow.adopt_rates(_there(batch), by=by)
    return _tell(done, as_json)


@app.command()
def withdraw(batch: Batch, because: Annotated[str, typer.Option(help="Why.")], who: As = "", as_json: Json = False) -> int:
    """Withdraw a batch that nobody has adopted."""
    with open_office():
        from duly.payments import flow

        by = acting(who)
        done = flow.withdraw_rates(_there(batch), because=because, by=by)
    return _tell(done, as_json)


@app.command("take-back")
def take_back(batch: Batch, because: Annotated[str, typer.Option(help="Why.")], who: As = "", as_json: Json = False) -> int:
    """Take back a batch that was adopted: what its rates replaced is known again. Exit 6 where later rates stand on it."""
    with open_office():
        from duly.payments import flow

        by = acting(who)
        done = flow.take_rates_back(_there(batch), because=because, by=by)
    return _tell(done, as_json)


def _there(batch: str) -> str:
    """The reference of a batch there is. `Stop` for another."""
    from django.core.exceptions import ObjectDoesNotExist

    from duly.payments.rates import queries

    try:
        return queries.batch(batch).ref
    except ObjectDoesNotExist:
        raise Stop(exits.INVALID, f"There is no batch {batch}.") from None


def _tell(batch: "BatchSeen", as_json: bool) -> int:
    told = {"batch": batch.ref, "state": str(batch.state), "rates": batch.rates, "put forward by": batch.put_forward_by}
    Saying(as_json).facts(told | {"settled by": batch.settled_by, "digest": batch.sha256})
    return exits.DONE


def _row(rate: "Rate") -> tuple[Any, ...]:
    from duly.payments.rates.rules import say_keys

    pays, adopted = rate_in_pounds(rate.rate_hundredths), "yes" if rate.approved else "no"
    return (rate.rate_ref, rate.contract_ref, rate.service, pays, rate.unit, rate.starts, _last(rate), say_keys(rate), adopted)


def _last(rate: "Rate") -> str:
    return "" if rate.ends >= FOREVER else date.fromordinal(rate.ends.toordinal() - 1).isoformat()


def _today() -> date:
    from duly.core.record.clock import today

    return today()


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text and text != "any" else None
    except ValueError:
        raise Stop(exits.USAGE, f"{text!r} is not a day such as 2026-11-09.") from None
