"""`duly position`: a provider's position statement, or a person's, now or as at an entry of the record, in the words of its page."""

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from duly.cli import exits
from duly.cli.opening import Stop, open_office
from duly.cli.saying import Saying
from duly.primitives.money import plain_pounds
from duly.primitives.period import week_name

PARTS = ("claimed", "payable", "trimmed", "held", "blocked", "refused", "paid", "due")


class Form(StrEnum):
    """In which form."""

    TEXT = "text"
    CSV = "csv"
    JSON = "json"
    PDF = "pdf"


def position(
    ref: Annotated[str, typer.Argument(help="The reference of a provider, such as PR-301, or of a person, such as P-104882.")],
    known: Annotated[
        str,
        typer.Option(
            "--as-known",
            "--as-at",
            help="The number of an entry of the record, or a day, 2026-11-09, for its last; the newest, where left out.",
        ),
    ] = "",
    form: Annotated[Form, typer.Option("--format", help="As text to read, rows, values, or a PDF (with --out).")] = Form.TEXT,
    out: Annotated[Path | None, typer.Option("--out", help="Write it to this file, which must not be there yet.")] = None,
    by_week: Annotated[bool, typer.Option("--weeks", help="The account's figures week by week.")] = False,
    by_line: Annotated[bool, typer.Option("--lines", help="The account's figures line by line.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Data as JSON; the same as --format json.")] = False,
) -> int:
    """Where a provider's account stands, or what was claimed for a person: unpaid and why, paid, not payable, and the provider's own figure
    reconciled. People by reference. The same entry gives the same words for ever."""
    say = Saying(as_json)
    with open_office():
        from duly.core.log.queries import newest_entry
        from duly.payments.packages.queries import names_of
        from duly.payments.providers.queries import provider_names
        from duly.payments.statements import queries

        provider = ref in provider_names()
        if not provider and ref not in names_of({ref}):
            raise Stop(exits.INVALID, f"No provider has the reference {ref}, and no person. See them on /providers/ and /care/.")
        newest, as_at = newest_entry(), _entry(known)
        if as_at is not None and not 0 <= as_at <= newest:
            raise Stop(exits.INVALID, f"The record has entries 0 to {newest}; there is no entry {as_at}.")
        if by_week or by_line:
            if not provider:
                raise Stop(exits.USAGE, "Week by week and line by line are of a provider. Leave --weeks and --lines out for a person.")
            return _figures_of(say, queries.position(ref, as_at=as_at), ref, by_line=by_line, as_json=as_json)
        of = queries.of_provider if provider else queries.of_person
        return _written(say, of(ref, as_at=as_at), Form.JSON if as_json else form, out)


def _entry(known: str) -> int | None:
    """The entry that was said, by its number or by a day."""
    from datetime import date

    from duly.payments.statements.queries import entry_at_end_of

    if not known:
        return None
    if known.isascii() and known.isdigit() and len(known) < 16:
        return int(known)
    try:
        return entry_at_end_of(date.fromisoformat(known))
    except ValueError:
        raise Stop(exits.USAGE, f"{known!r} is neither the number of an entry nor a day such as 2026-11-09.") from None


def _written(say: Saying, statement: Any, form: Form, out: Path | None) -> int:
    from duly.core.renditions.papers import paper_pdf
    from duly.payments.statements import on_paper, taking_away

    if form is Form.PDF:
        if out is None:
            raise Stop(exits.USAGE, "A PDF is written to a file: give one with --out.")
        content = paper_pdf(on_paper.paper(statement))
    elif form is Form.CSV:
        content = taking_away.ROWS.as_csv(taking_away.rows(statement.account), taking_away.ROWS.ask(""))
    elif form is Form.JSON:
        content = json.dumps(taking_away.as_values(statement), ensure_ascii=False, indent=1).encode() + b"\n"
    else:
        content = taking_away.as_text(statement).encode()
    if out is None:
        sys.stdout.write(content.decode("utf-8-sig"))
        return exits.DONE
    try:
        with out.open("xb") as file:
            file.write(content)
    except FileExistsError:
        raise Stop(exits.INVALID, f"{out} is there already, so nothing was written. Give another name.") from None
    except OSError as failed:
        raise Stop(exits.INVALID, f"{out} could not be written: {failed.strerror}.") from None
    say.talk(f"Written to {out}.")
    return exits.DONE


def _figures_of(say: Saying, found: Any, ref: str, *, by_line: bool, as_json: bool) -> int:
    columns: tuple[str, ...]
    rows: list[tuple[str, ...]]
    if by_line:
        columns = ("week", "line", "person", "service", "codes", *PARTS)
        rows = [
            (week_name(ln.week), ln.line_ref, ln.person_ref, ln.service, " ".join(map(str, ln.codes)), *_figures(ln.standing))
            for ln in found.lines
        ]
    else:
        columns = ("week", *PARTS)
        rows = [(week_name(week), *_figures(standing)) for week, standing in found.weeks]
    if as_json:
        total = dict(zip(PARTS, _figures(found.total), strict=True))
        say.facts({"provider": ref, "as at": found.as_at, "total": total, "rows": [dict(zip(columns, row, strict=True)) for row in rows]})
        return exits.DONE
    filler = ("",) * (len(columns) - len(PARTS) - 1)
    say.rows(f"{ref} as at entry {found.as_at}", columns, [*rows, ("total", *filler, *_figures(found.total))])
    return exits.DONE


def _figures(standing: Any) -> tuple[str, ...]:
    return tuple(plain_pounds(getattr(standing, part)) for part in PARTS)
