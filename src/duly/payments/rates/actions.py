"""Setting rates. A rate is never changed: what is newly known supersedes what was."""

from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange

from duly.core.intake import actions as intake
from duly.core.intake.actions import Outcome
from duly.core.record.actions import take_number, unit_of_work
from duly.core.record.queries import next_version
from duly.payments.contracts.queries import providers_of_contracts
from duly.payments.rates import checks, models
from duly.payments.rates.columns import columns
from duly.payments.rates.events import RateSet
from duly.payments.rates.queries import Rate, RateFound, rate_on
from duly.payments.rates.rules import Span, what_remains
from duly.primitives.actor import Actor
from duly.primitives.period import FOREVER
from duly.primitives.refusal import stop_if


def set_rate(contract_ref: str, *, service: str, rate_hundredths: int, starts: date, ends: date = FOREVER, because: str, by: Actor) -> Rate:
    """Set what a contract pays for an hour of a service between two dates, back-dated if need be.

    Rates known for any of those days are superseded; what is left of their dates stays at their own rate.
    """
    with unit_of_work() as record:
        overlapping = list(
            models.Rate.objects.select_for_update().filter(
                contract_ref=contract_ref, service=service, superseded_by__isnull=True, during__overlap=during(starts, ends)
            )
        )
        stop_if(checks.why_not_set_rate(contract_ref, service=service, rate_hundredths=rate_hundredths, starts=starts, ends=ends, by=by))
        rate_ref = _next_ref()
        event = record.write(
            RateSet(
                ref=contract_ref,
                version=next_version("rates", contract_ref),
                rate_ref=rate_ref,
                service=service,
                rate_hundredths=rate_hundredths,
                starts=starts,
                ends=ends,
                superseded=tuple(r.rate_ref for r in overlapping),
                because=because,
            ),
            by=by,
        )
        kept = [part for before in overlapping for part in _what_is_left(before, (starts, ends), event)]
        models.Rate.objects.filter(pk__in=[r.pk for r in overlapping]).update(superseded_by=event)
        models.Rate.objects.bulk_create(
            [
                models.Rate(
                    rate_ref=rate_ref,
                    contract_ref=contract_ref,
                    service=service,
                    rate_hundredths=rate_hundredths,
                    during=during(starts, ends),
                    made_by=event,
                ),
                *kept,
            ]
        )
    found = rate_on(contract_ref, service, starts)
    assert isinstance(found, RateFound)  # it was set a moment ago
    return found.rate


def take_in(*, name: str, content: bytes, source: str, by: Actor) -> Outcome:
    """Take in a file of rates, whole or not at all. A rate that overlaps one already known is a fault: setting it anew is a decision."""
    stop_if(checks.why_not_take_in(by=by))

    def keep(_seen, rows, event):
        models.Rate.objects.bulk_create(
            (
                models.Rate(
                    rate_ref=row.values["rate_ref"],
                    contract_ref=row.values["contract"],
                    service=row.values["service"],
                    rate_hundredths=row.values["rate"],
                    during=during(row.values["from"], checks.ends_of(row)),
                    made_by=event,
                )
                for row in rows
            ),
            batch_size=5000,
        )
        return {"rates": len(rows)}

    return intake.take_in(
        kind="rates",
        name=name,
        content=content,
        source=source,
        by=by,
        columns=columns(providers_of_contracts()),
        check=checks.faults_in,
        keep=keep,
    )


def during(starts: date, ends: date) -> DateRange:
    """A half-open span as the database keeps it: without an upper end when it has none."""
    return DateRange(starts, None if ends >= FOREVER else ends)


def _what_is_left(before: models.Rate, taken: Span, event) -> list[models.Rate]:
    """The first part keeps the reference; a second one needs its own."""
    parts = what_remains((before.during.lower, before.during.upper or FOREVER), taken)
    return [
        models.Rate(
            rate_ref=_next_ref() if nth else before.rate_ref,
            contract_ref=before.contract_ref,
            service=before.service,
            rate_hundredths=before.rate_hundredths,
            during=during(*part),
            made_by=event,
        )
        for nth, part in enumerate(parts)
    ]


def _next_ref() -> str:
    return f"R-{take_number('rates_rate_number')}"
