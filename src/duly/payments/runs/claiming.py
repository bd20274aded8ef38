"""Writing claims: the one place where two runs meet over a line. The partial unique index decides; here its answer is read."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.db import connection

from duly.payments.runs.models import LinePeriod, Run
from duly.payments.runs.queries import to_pay_again
from duly.payments.runs.rules import Claim


def claim(run: Run, claims: Sequence[Claim], *, made_by: uuid.UUID) -> tuple[tuple[Claim, ...], tuple[Claim, ...]]:
    """Claim these for a run; returns those it got and those another run had claimed first.

    One statement, in order of line and week, so that two runs claiming the same lines wait for each other in the same order.
    """
    ordered = sorted(claims, key=lambda c: (c.due.line_ref, c.due.week))
    headers = _headers(ordered, made_by)
    again = to_pay_again((c.due.line_ref, c.due.week) for c in ordered)
    columns: list[list[Any]] = [
        [headers[c.due.line_ref, c.due.week] for c in ordered],
        [c.n for c in ordered],
        [c.due.provider_ref for c in ordered],
        [c.due.person_ref for c in ordered],
        [c.due.service for c in ordered],
        [c.due.entitled_pence for c in ordered],
        [c.due.paid_pence for c in ordered],
        [c.due.due_pence for c in ordered],
        [c.due.judgement_ref for c in ordered],
        [c.due.assessed_digest for c in ordered],
        [c.due.cause for c in ordered],
        [c.due.assessed_id for c in ordered],
        [again.get((c.due.line_ref, c.due.week)) for c in ordered],
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO runs_runline (run_id, line_period_id, n, provider_ref, person_ref, service, entitled_pence,
                                      paid_before_pence, pence, judgement_ref, assessed_digest, cause, assessed_id, pays_again_id, made_by)
            SELECT %s, o.line_period_id, o.n, o.provider_ref, o.person_ref, o.service, o.entitled_pence,
                   o.paid_pence, o.due_pence, o.judgement_ref, o.assessed_digest, o.cause, o.assessed_id, o.pays_again_id, %s
            FROM unnest(%s::bigint[], %s::integer[], %s::text[], %s::text[], %s::text[], %s::bigint[],
                        %s::bigint[], %s::bigint[], %s::text[], %s::text[], %s::text[], %s::bigint[], %s::bigint[])
                 WITH ORDINALITY AS o (line_period_id, n, provider_ref, person_ref, service, entitled_pence,
                                       paid_pence, due_pence, judgement_ref, assessed_digest, cause, assessed_id, pays_again_id, place)
            ORDER BY o.place
            ON CONFLICT (line_period_id, n) WHERE superseded_by IS NULL DO NOTHING
            RETURNING line_period_id
            """,
            [run.pk, made_by, *columns],
        )
        got = {row[0] for row in cursor.fetchall()}
    mine = tuple(c for c in ordered if headers[c.due.line_ref, c.due.week] in got)
    return mine, tuple(c for c in ordered if headers[c.due.line_ref, c.due.week] not in got)


def _headers(claims: Sequence[Claim], made_by: uuid.UUID) -> dict[tuple, int]:
    """The header of each line and week, made where there is none."""
    keys = [(c.due.line_ref, c.due.week) for c in claims]
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO runs_lineperiod (line_ref, week, made_by)
            SELECT o.line_ref, o.week, %s FROM unnest(%s::text[], %s::date[]) WITH ORDINALITY AS o (line_ref, week, place)
            WHERE NOT EXISTS (SELECT FROM runs_lineperiod p WHERE p.line_ref = o.line_ref AND p.week = o.week)
            ORDER BY o.place
            ON CONFLICT (line_ref, week) DO NOTHING
            """,
            [made_by, [line for line, _ in keys], [week for _, week in keys]],
        )
    found = LinePeriod.objects.filter(line_ref__in={line for line, _ in keys}, week__in={week for _, week in keys})
    return {(line, week): pk for line, week, pk in found.values_list("line_ref", "week", "pk")}
