"""Entering people, commissioning and ending their lines, planning calls, and signing opening positions."""

from datetime import date

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange

from duly.core.record.actions import take_number, unit_of_work
from duly.core.record.queries import next_version
from duly.payments.packages import checks, models
from duly.payments.packages.events import (
    CallPlanned,
    OpeningSigned,
    PackageApproved,
    PackageCommissioned,
    PackageEnded,
    PackageProposed,
    PersonAdded,
)
from duly.payments.packages.queries import Commission, Line, OpeningSeen, commissions_of, line, opening_of
from duly.primitives.actor import Actor
from duly.primitives.period import FOREVER
from duly.primitives.refusal import stop_if


def add_person(*, name: str, ref: str = "", by: Actor) -> str:
    """Enter somebody, under the council's own reference or, without one, the next of ours (P-100001 …). Returns the reference."""
    with unit_of_work() as record:
        stop_if(checks.why_not_add_person(ref=ref, name=name, by=by))
        ref = ref or _next_person_ref()
        event = record.write(PersonAdded(ref=ref, version=1, name=name), by=by)
        models.Person.objects.create(ref=ref, name=name, made_by=event)
    return ref


def commission(
    *,
    person_ref: str,
    provider_ref: str,
    service: str,
    contract_ref: str,
    starts: date,
    ends: date = FOREVER,
    line_ref: str = "",
    zone: str = "",
    by: Actor,
) -> Line | None:
    """Put a line in force between two dates, making the line if this is its first time. Without `line_ref` it gets the next of ours."""
    return _put_in_force(PackageCommissioned, line_ref, person_ref, provider_ref, service, contract_ref, starts, ends, zone, by)


def propose_line(
    *,
    person_ref: str,
    provider_ref: str,
    service: str,
    contract_ref: str,
    starts: date,
    ends: date = FOREVER,
    line_ref: str = "",
    zone: str = "",
    by: Actor,
) -> Line | None:
    """Put a line forward between two dates, as `commission` does. It is known and held (204) until somebody else approves it."""
    return _put_in_force(PackageProposed, line_ref, person_ref, provider_ref, service, contract_ref, starts, ends, zone, by)


def approve_line(line_ref: str, *, starts: date, by: Actor) -> tuple[Commission, ...]:
    """Approve what was put forward of a line from a day on. Whoever put it forward may not."""
    with unit_of_work() as record:
        found = _locked(line_ref)
        stop_if(checks.why_not_approve(line_ref, starts=starts, by=by))
        waiting = models.Commission.objects.get(line=found, superseded_by__isnull=True, approved=False, during__startswith=starts)
        event = record.write(
            PackageApproved(
                ref=line_ref,
                version=next_version("package", line_ref),
                starts=starts,
                ends=waiting.during.upper or FOREVER,
                proposed_by=waiting.proposed_by,
            ),
            by=by,
        )
        models.Commission.objects.filter(pk=waiting.pk).update(superseded_by=event)
        models.Commission.objects.create(
            line=found, during=waiting.during, proposed_by=waiting.proposed_by, approved_by=by.ref, made_by=event
        )
    return commissions_of(line_ref)


def _put_in_force(
    kind: type[PackageCommissioned] | type[PackageProposed],
    line_ref: str,
    person_ref: str,
    provider_ref: str,
    service: str,
    contract_ref: str,
    starts: date,
    ends: date,
    zone: str,
    by: Actor,
) -> Line | None:
    why_not = checks.why_not_commission if kind is PackageCommissioned else checks.why_not_propose
    with unit_of_work() as record:
        known = _locked(line_ref)
        stop_if(
            why_not(
                line_ref=line_ref,
                person_ref=person_ref,
                provider_ref=provider_ref,
                service=service,
                contract_ref=contract_ref,
                starts=starts,
                ends=ends,
                zone=zone,
                by=by,
            )
        )
        line_ref = line_ref or _next_line_ref()
        event = record.write(
            kind(
                ref=line_ref,
                version=next_version("package", line_ref),
                person_ref=person_ref,
                provider_ref=provider_ref,
                service=service,
                contract_ref=contract_ref,
                starts=starts,
                ends=ends,
                zone=zone,
            ),
            by=by,
        )
        known = known or models.PackageLine.objects.create(
            line_ref=line_ref,
            person_ref=person_ref,
            provider_ref=provider_ref,
            service=service,
            contract_ref=contract_ref,
            zone=zone,
            made_by=event,
        )
        approved = kind is PackageCommissioned
        models.Commission.objects.create(
            line=known, during=during(starts, ends), approved=approved, proposed_by="" if approved else by.ref, made_by=event
        )
    return line(line_ref)


def end_line(line_ref: str, *, ends: date, by: Actor) -> tuple[Commission, ...]:
    """End a line: `ends` is the first day it is not in force, whatever was known of the days after."""
    with unit_of_work() as record:
        found = _locked(line_ref)
        stop_if(checks.why_not_end_line(line_ref, ends=ends, by=by))
        event = record.write(PackageEnded(ref=line_ref, version=next_version("package", line_ref), ends=ends), by=by)
        after = models.Commission.objects.filter(line=found, superseded_by__isnull=True, during__overlap=DateRange(ends, None))
        spans = list(after)
        after.update(superseded_by=event)
        for span in spans:
            if span.during.lower < ends:
                models.Commission.objects.create(
                    line=found,
                    during=DateRange(span.during.lower, ends),
                    approved=span.approved,
                    proposed_by=span.proposed_by,
                    approved_by=span.approved_by,
                    made_by=event,
                )
    return commissions_of(line_ref)


def plan_call(
    line_ref: str,
    *,
    weekday: int,
    starts_minute: int,
    minutes: int,
    carers: int = 1,
    starts: date,
    ends: date = FOREVER,
    by: Actor,
) -> None:
    """Plan a weekly call of a line. `weekday` 0 is Monday; `starts_minute` counts from local midnight. A call already planned then is refused."""
    with unit_of_work() as record:
        found = _locked(line_ref)
        stop_if(checks.why_not_plan_call(line_ref, starts=starts, ends=ends, by=by))
        event = record.write(
            CallPlanned(
                ref=line_ref,
                version=next_version("package", line_ref),
                weekday=weekday,
                starts_minute=starts_minute,
                minutes=minutes,
                carers=carers,
                starts=starts,
                ends=ends,
            ),
            by=by,
        )
        models.CallPattern.objects.create(
            line=found,
            weekday=weekday,
            starts_minute=starts_minute,
            minutes=minutes,
            carers=carers,
            during=during(starts, ends),
            made_by=event,
        )


def sign_opening(line_ref: str, *, paid_to: date, by: Actor) -> OpeningSeen | None:
    """Sign that everything for a line before `paid_to`, a Monday, was settled before Duly. Signing again supersedes."""
    with unit_of_work() as record:
        found = _locked(line_ref)
        stop_if(checks.why_not_sign_opening(line_ref, paid_to=paid_to, by=by))
        event = record.write(
            OpeningSigned(ref=line_ref, version=next_version("package", line_ref), paid_to=paid_to, signed_by=by.ref), by=by
        )
        models.Opening.objects.filter(line=found, superseded_by__isnull=True).update(superseded_by=event)
        models.Opening.objects.create(line=found, paid_to=paid_to, signed_by=by.ref, made_by=event)
    return opening_of(line_ref)


def during(starts: date, ends: date) -> DateRange:
    """A half-open span as the database keeps it: without an upper end when it has none."""
    return DateRange(starts, None if ends >= FOREVER else ends)


def _next_line_ref() -> str:
    """The next reference of a line that no file has used."""
    while models.PackageLine.objects.filter(line_ref=(ref := f"L-{take_number('packages_line_number')}")).exists():
        pass
    return ref


def _next_person_ref() -> str:
    """The next reference of a person that no file has used."""
    while models.Person.objects.filter(ref=(ref := f"P-{take_number('packages_person_number')}")).exists():
        pass
    return ref


def _locked(line_ref: str) -> models.PackageLine | None:
    """The line, while nobody else may act on it. An advisory lock, as the table is never updated and a new line has no row yet."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"package {line_ref}"])
    return models.PackageLine.objects.filter(line_ref=line_ref, superseded_by__isnull=True).first()
