"""`duly position`: where a provider's account stands, now or as at an entry of the record."""

from typing import Annotated, Any

import typer

from duly.cli import exits
from duly.cli.opening import Stop, open_office
from duly.cli.saying import Saying
from duly.primitives.money import plain_pounds
from duly.primitives.period import week_name

PARTS = ("claimed", "payable", "trimmed", "held", "blocked", "refused", "paid", "due")


def position(
    provider: Annotated[str, typer.Argument(help="The provider's reference, such as PR-301.")],
    as_at: Annotated[int | None, typer.Option("--as-at", help="The number of an entry of the record; the newest, where left out.")] = None,
    by_line: Annotated[bool, typer.Option("--lines", help="Line by line, not week by week.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Data as JSON.")] = False,
) -> int:
    """What a provider claimed, and what of it is payable, trimmed, held, blocked, refused, paid and due. The same entry gives the same figures for ever."""
    say = Saying(as_json)
    with open_office():
        from duly.core.log.queries import newest_entry
        from duly.payments.providers.queries import provider_names
        from duly.payments.statements import queries

        if provider not in provider_names():
            raise Stop(exits.INVALID, f"No provider has the reference {provider}. See them with: duly record show, or on /providers/.")
        newest = newest_entry()
        if as_at is not None and not 0 <= as_at <= newest:
            raise Stop(exits.INVALID, f"The record has entries 0 to {newest}; there is no entry {as_at}.")
        found = queries.position(provider, as_at=as_at)
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
        say.facts(
            {"provider": provider, "as at": found.as_at, "total": total, "rows": [dict(zip(columns, row, strict=True)) for row in rows]}
        )
        return exits.DONE
    filler = ("",) * (len(columns) - len(PARTS) - 1)
    say.rows(f"{provider} as at entry {found.as_at}", columns, [*rows, ("total", *filler, *_figures(found.total))])
    return exits.DONE


def _figures(standing: Any) -> tuple[str, ...]:
    return tuple(plain_pounds(getattr(standing, part)) for part in PARTS)
