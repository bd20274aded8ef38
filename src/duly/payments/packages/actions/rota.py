"""Taking in the plan of a published rota: its people, their lines, and a week of calls."""

from datetime import date, timedelta

from duly.core.intake.actions import Outcome, take_in_parsed
from duly.payments.packages import checks, models
from duly.payments.packages.actions.decisions import during
from duly.payments.packages.actions.files import BATCH, line_ids
from duly.payments.packages.queries import people_known
from duly.payments.packages.rota import read_plan
from duly.primitives.actor import Actor
from duly.primitives.refusal import stop_if


def take_in_rota(
    *, name: str, content: bytes, prefix: str, service: str, week: date, minute_nought: int, provider: str, contract: str, by: Actor
) -> Outcome:
    """Take in an instance of the home healthcare rota problem as one day's plan; docs/specification/rota.md says how.

    People and lines of an earlier week are used again; the calls are those of the Monday of `week` and of that week only.
    """
    stop_if(checks.why_not_take_in("rota", by=by))
    rows, faults = read_plan(content, prefix=prefix, minute_nought=minute_nought)
    span = during(week, week + timedelta(days=7))

    def keep(seen, rows, event):
        made = {"import_ref": seen.ref, "made_by": event}
        refs = list(dict.fromkeys(row.values["person"] for row in rows))
        already = people_known()
        new = [ref for ref in refs if ref not in already]
        models.Person.objects.bulk_create((models.Person(ref=ref, name=f"Patient {ref}", **made) for ref in new), batch_size=BATCH)
        known = line_ids()
        lines = [ref for ref in refs if line_ref_of(ref) not in known]
        models.PackageLine.objects.bulk_create(
            (
                models.PackageLine(
                    line_ref=line_ref_of(ref), person_ref=ref, provider_ref=provider, service=service, contract_ref=contract, **made
                )
                for ref in lines
            ),
            batch_size=BATCH,
        )
        known = line_ids()
        models.Commission.objects.bulk_create(
            (models.Commission(line_id=known[line_ref_of(ref)], during=span, **made) for ref in refs), batch_size=BATCH
        )
        models.CallPattern.objects.bulk_create(
            (
                models.CallPattern(
                    line_id=known[line_ref_of(row.values["person"])],
                    weekday=0,
                    starts_minute=row.values["starts_minute"],
                    nth=row.values["nth"],
                    minutes=row.values["minutes"],
                    carers=row.values["carers"],
                    during=span,
                    **made,
                )
                for row in rows
            ),
            batch_size=BATCH,
        )
        return {"people": len(new), "lines": len(lines), "weekly calls": len(rows)}

    return take_in_parsed(
        kind=f"rota plan {week.isoformat()}",
        name=name,
        content=content,
        source=provider,
        by=by,
        rows=rows,
        faults=faults,
        check=lambda _rows: checks.faults_in_rota(contract, provider, week),
        keep=keep,
    )


def line_ref_of(person_ref: str) -> str:
    """The reference of a rota patient's one line."""
    return f"L-{person_ref}"
