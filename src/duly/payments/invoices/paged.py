"""Every invoice there is, a page at a time: the database filters, orders and adds up, and gives the lines of the page alone."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection

from duly.payments.invoices.listed import InvoiceListed, listed_of

SORTS = {
    "ref": 'ref COLLATE "C"',
    "provider_name": 'provider_name COLLATE "C"',
    "received": "received_on",
    "lines": "lines",
    "pence": "pence",
}
"""What a page may be ordered by; then by provider and reference, always upwards."""


@dataclass(frozen=True)
class Counted:
    """How many invoices of a provider came in an import, and what they claim, VAT with it, in pence."""

    provider_ref: str
    import_ref: str
    invoices: int
    pence: int


def counted() -> tuple[Counted, ...]:
    """Every invoice counted, by provider and by the import it came in."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"{_EACH} SELECT provider_ref, import_ref, count(*), sum(pence)::bigint FROM each GROUP BY provider_ref, import_ref",
            {"keyed": [], "refs": [], "names": []},
        )
        return tuple(Counted(*row) for row in cursor)


def page_of_invoices(
    *,
    names: Mapping[str, str],
    keyed_in: Collection[str],
    providers: Collection[str],
    keyed: bool | None,
    sort: str,
    after: str,
    size: int,
) -> tuple[tuple[InvoiceListed, ...], bool, bool]:
    """The invoices of a page, in order; whether there are more; and whether the one to go on `after` ("provider/reference") is known.

    `sort` is one of `SORTS`, after "-" for the largest first; `names` are what providers are called and ordered by; no `providers` are all.
    `keyed`: those keyed by hand, those that came in files, or (None) both.
    """
    column, down = SORTS[sort.removeprefix("-")], sort.startswith("-")
    given: dict[str, Any] = {"keyed": list(keyed_in), "refs": list(names), "names": list(names.values())}
    given |= {"providers": list(providers), "by_hand": keyed, "after": after, "size": size + 1}
    where = [
        "(%(providers)s::text[] = '{}' OR provider_ref = ANY (%(providers)s::text[]))",
        "(%(by_hand)s::boolean IS NULL OR keyed = %(by_hand)s)",
    ]
    with connection.cursor() as cursor:
        known = True
        if after:
            cursor.execute(f"{_EACH} SELECT {column} FROM each WHERE key = %(after)s", given)
            row = cursor.fetchone()
            known = row is not None
            if row is not None:
                given["at"] = row[0]
                where.append(f'({column} {"<" if down else ">"} %(at)s OR ({column} = %(at)s AND key COLLATE "C" > %(after)s))')
        order = f'{column} {"DESC" if down else "ASC"}, key COLLATE "C"'
        cursor.execute(f"{_EACH} SELECT id FROM each WHERE {' AND '.join(where)} ORDER BY {order} LIMIT %(size)s", given)
        ids = [pk for (pk,) in cursor]
    by_id = listed_of(ids[:size])
    return tuple(by_id[pk] for pk in ids[:size]), len(ids) > size, known


_EACH = """
    WITH sums AS (
        SELECT invoice_id, count(*) AS lines, sum(pence + vat_pence)::bigint AS pence FROM invoices_invoiceline GROUP BY invoice_id
    ), each AS (
        SELECT i.id, i.ref, i.provider_ref, i.received_on, i.import_ref, i.provider_ref || '/' || i.ref AS key,
               coalesce(n.name, i.provider_ref) AS provider_name, i.import_ref = ANY (%(keyed)s::text[]) AS keyed, s.lines, s.pence
        FROM invoices_invoice i JOIN sums s ON s.invoice_id = i.id
        LEFT JOIN unnest(%(refs)s::text[], %(names)s::text[]) AS n (ref, name) ON n.ref = i.provider_ref
        WHERE i.superseded_by IS NULL
    )"""
