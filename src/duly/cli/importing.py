"""`duly import`: files in, whole or not at all."""

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from duly.cli import exits
from duly.cli.opening import Stop, acting, open_office
from duly.cli.saying import Saying
from duly.primitives.period import read_week

if TYPE_CHECKING:
    from datetime import datetime

    from duly.core.intake.actions import Outcome

app = typer.Typer(help="Take in files: the whole file, or nothing.", no_args_is_help=True)

KINDS = (
    "providers",
    "contracts",
    "bands",
    "steps",
    "clauses",
    "rates",
    "people",
    "packages",
    "calls",
    "openings",
    "interruptions",
    "deaths",
    "fundings",
    "visits",
    "occupancy",
    "attendance",
    "invoices",
    "residential-period",
    "bank-answers",
)
CORRECTED = tuple(kind for kind in KINDS if kind not in ("residential-period", "bank-answers"))
SHOWN = 20
"""Faults printed of each file; the error file has them all."""

As = Annotated[str, typer.Option("--as", help="Who is acting: the name they sign in with (or DULY_AS).")]
Files = Annotated[list[Path], typer.Argument(help="Files, taken in one after another; the first that is refused stops the rest.")]
Source = Annotated[str, typer.Option(help="Who sent it, such as a provider's reference.")]
Json = Annotated[bool, typer.Option("--json", help="Data as JSON.")]


Replaces = Annotated[
    bool,
    typer.Option(
        "--replaces",
        help="The file replaces what is known of its providers in its weeks, or what files told of its providers, contracts, lines, people and rates.",
    ),
]
Preview = Annotated[bool, typer.Option("--preview", help="Only say what the file would change, row by row. Nothing is written.")]


def _command(kind: str) -> None:
    def take_in(files: Files, source: Source = "", who: As = "", as_json: Json = False) -> int:
        return _take_in(kind, files, source, who, Saying(as_json))

    def correct(
        files: Files, source: Source = "", replaces: Replaces = False, preview: Preview = False, who: As = "", as_json: Json = False
    ) -> int:
        if preview:
            return _preview(kind, files, source, replaces, who, Saying(as_json))
        return _take_in(kind, files, source, who, Saying(as_json), replaces=replaces)

    command = correct if kind in CORRECTED else take_in
    command.__doc__ = f"Take in {kind}. Exit 4 when a file is faulty (nothing of it is kept), 6 when it was taken in before."
    app.command(kind)(command)


for _kind in KINDS:
    _command(_kind)


@app.command("rota")
def rota(
    instance: Annotated[Path, typer.Argument(help="The plan: a published home-care rota instance, JSON.")],
    solution: Annotated[Path, typer.Argument(help="The visits as they were made: its solution, JSON.")],
    week: Annotated[str, typer.Option("--week", help="The week it is placed in, 2026-W45.")],
    provider: Annotated[str, typer.Option(help="The provider's reference.")],
    contract: Annotated[str, typer.Option(help="The contract's reference.")],
    who: As = "",
    as_json: Json = False,
) -> int:
    """Take in a published rota as planned and actual visits, with its double-handed calls."""
    say = Saying(as_json)
    plan, made = _read(instance), _read(solution)
    try:
        monday = read_week(week)
    except ValueError as wrong:
        raise Stop(exits.USAGE, str(wrong)) from wrong
    with open_office():
        from duly.payments.flow import import_rota

        outcomes = import_rota(plan, made, week=monday, provider=provider, contract=contract, by=acting(who))
    return _tell(list(zip((instance.name, solution.name), outcomes, strict=True)), say)


@app.command("undo")
def undo(
    ref: Annotated[str, typer.Argument(help="The import, such as IM-0007.")],
    because: Annotated[str, typer.Option("--because", help="Why it is undone; it goes into the record.")],
    who: As = "",
    as_json: Json = False,
) -> int:
    """Undo a wrong import: its rows are known no longer, and what it replaced is known again. Nothing is deleted. Exit 6 where it cannot be."""
    say = Saying(as_json)
    with open_office():
        from django.core.exceptions import ObjectDoesNotExist

        from duly.payments.flow import undo_import
        from duly.primitives.refusal import Refused

        by = acting(who)
        try:
            undone = undo_import(ref, because=because, by=by)
        except ObjectDoesNotExist:
            raise Stop(exits.INVALID, f"There is no import {ref}.") from None
        except Refused as refused:
            raise Stop(_exit_of(refused.refusal.code), refused.refusal.because) from refused
    say.facts({"import": undone.ref, "known no longer": undone.taken_back, "known again": undone.restored})
    return exits.DONE


@app.command("missing")
def missing(
    week: Annotated[str, typer.Option("--week", help="The week the files are of, 2026-W45; the last whole one where left out.")] = "",
    who: As = "",
    as_json: Json = False,
) -> int:
    """Say who has not sent which file by its deadline, and what came late. Exit 3 when something is missing."""
    say = Saying(as_json)
    with open_office():
        from duly.core.record.clock import LONDON, now, today
        from duly.payments.flow import expected
        from duly.primitives.period import monday_of

        acting(who)
        try:
            monday = read_week(week) if week else monday_of(today()) - timedelta(days=7)
        except ValueError as wrong:
            raise Stop(exits.USAGE, str(wrong)) from wrong
        found = expected(monday, at=now())
    rows = [
        (
            e.provider_ref,
            e.provider,
            e.kind,
            e.state,
            _moment(e.due),
            _moment(e.came.astimezone(LONDON)) if e.came else "",
            e.days_late,
            e.lines,
        )
        for e in found
    ]
    say.rows(f"Files expected for week {week}".rstrip(), ("provider", "name", "file", "state", "due", "came", "days late", "lines"), rows)
    return exits.NEEDS_A_PERSON if any(e.state == "Not sent" for e in found) else exits.DONE


@app.command("deadline")
def deadline(
    kind: Annotated[str, typer.Argument(help="visits, occupancy or invoices.")],
    days: Annotated[int, typer.Option("--days", help="Days after the Sunday of the week.")],
    starts: Annotated[str, typer.Option("--from", help="The first week it is for, 2026-W45.")],
    by: Annotated[str, typer.Option("--by", help="The time of that day.")] = "17:00",
    provider: Annotated[str, typer.Option(help="For one provider; for everybody where left out.")] = "",
    who: As = "",
    as_json: Json = False,
) -> int:
    """Say by when files of a kind are sent. Exit 6 where it cannot be."""
    with open_office():
        from duly.core.intake.columns import clock_minute
        from duly.payments.evidence.actions import set_deadline
        from duly.primitives.refusal import Refused

        acts = acting(who)
        try:
            set_deadline(kind, days=days, minute=clock_minute(by), starts=read_week(starts), provider_ref=provider, by=acts)
        except ValueError as wrong:
            raise Stop(exits.USAGE, str(wrong)) from wrong
        except Refused as refused:
            raise Stop(_exit_of(refused.refusal.code), refused.refusal.because) from refused
    Saying(as_json).facts({"file": kind, "provider": provider or "everybody", "days after its week": days, "by": by, "from": starts})
    return exits.DONE


@app.command("deadlines")
def deadlines(as_json: Json = False) -> int:
    """List by when files are sent: what was set, and since which week."""
    say = Saying(as_json)
    with open_office():
        from duly.payments.evidence.queries import deadlines_known

        known = deadlines_known()
    rows = [(d.kind, d.provider_ref, d.days, f"{d.minute // 60:02d}:{d.minute % 60:02d}", d.starts, d.ends) for d in known]
    say.rows("Deadlines", ("file", "provider", "days after its week", "by", "from", "until"), rows)
    return exits.DONE


def _moment(at: "datetime") -> str:
    return f"{at:%Y-%m-%d %H:%M}"


def _preview(kind: str, files: list[Path], source: str, replaces: bool, who: str, say: Saying) -> int:
    """Say what each file would change, and write nothing."""
    contents = [(path.name, _read(path)) for path in files]
    code, told, figures = exits.DONE, [], []
    with open_office():
        from duly.payments.flow import preview_import
        from duly.primitives.refusal import Refused

        by = acting(who)
        for name, content in contents:
            try:
                seen = preview_import(kind, name=name, content=content, source=source, by=by, replaces=replaces)
            except Refused as refused:
                raise Stop(_exit_of(refused.refusal.code), refused.refusal.because) from refused
            if seen.changes is None:
                code = exits.INVALID if seen.faults else exits.CONFLICT
                for says in [fault.sentence for fault in seen.faults[:SHOWN]] or [seen.refusal.because if seen.refusal else ""]:
                    say.wrong(f"! {name}: {says}")
                continue
            for row in seen.changes.rows:
                fields = "; ".join(f"{heading}: {before} > {after}" for heading, before, after in row.fields)
                told.append((name, row.what, row.called, fields, _pounds(row.pence_before), _pounds(row.pence_after)))
            figures.append(
                (name, *(f"{seen.changes.count(what)} {what}" for what in ("new", "changed", "gone")), f"{seen.changes.same} the same")
            )
    say.rows("Changes", ("file", "what", "row", "fields", "before", "after"), told)
    for figure in figures:
        say.talk(", ".join(figure) + ". Nothing was written.")
    return code


def _pounds(pence: int) -> str:
    return f"{pence // 100}.{pence % 100:02d}"


def _exit_of(code: str) -> int:
    return exits.NOT_PERMITTED if code.startswith("scheme-") else exits.CONFLICT


def _take_in(kind: str, files: list[Path], source: str, who: str, say: Saying, *, replaces: bool = False) -> int:
    contents = [(path.name, _read(path)) for path in files]
    done = []
    with open_office():
        from duly.payments.flow import IMPORTS, replace_import, why_not_sent_by

        if refusal := why_not_sent_by(source):
            raise Stop(exits.INVALID, refusal.because)
        by = acting(who)
        for name, content in contents:
            if replaces:
                outcome = replace_import(kind, name=name, content=content, source=source, by=by)
            else:
                outcome = IMPORTS[kind](name, content, source, by)
            done.append((name, outcome))
            if not outcome.accepted:
                break
    return _tell(done, say)


def _tell(done: list[tuple[str, "Outcome"]], say: Saying) -> int:
    code = exits.DONE
    rows = []
    for name, outcome in done:
        rows.append(
            (
                name,
                outcome.ref,
                "accepted" if outcome.accepted else "refused",
                outcome.rows,
                ", ".join(f"{n} {k}" for k, n in outcome.counts.items()),
            )
        )
        if outcome.refusal is not None and not outcome.faults:
            say.wrong(f"! {name}: {outcome.refusal.because}")
            code = _exit_of(outcome.refusal.code)
        for fault in outcome.faults[:SHOWN]:
            say.wrong(f"! {name}: {fault.sentence}")
        if outcome.faults:
            more = len(outcome.faults) - SHOWN
            say.wrong((f"… and {more} more. " if more > 0 else "") + "Nothing was kept: mend the file and send it again.")
            code = exits.INVALID
    say.rows("Files", ("file", "import", "became", "rows", "kept"), rows)
    return code


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Stop(exits.INVALID, f"{path} cannot be read: {error.strerror}. Nothing was taken in.") from error
