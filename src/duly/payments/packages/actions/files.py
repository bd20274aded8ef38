"""Taking in files of people, packages, calls and opening positions: each whole or not at all, and one event."""

from duly.core.intake.actions import Outcome, take_in
from duly.payments.contracts.queries import providers_of_contracts
from duly.payments.packages import checks, columns, models
from duly.payments.packages.actions.decisions import during
from duly.payments.packages.queries import line_refs, people_known
from duly.payments.providers.queries import provider_names
from duly.primitives.actor import Actor
from duly.primitives.refusal import stop_if

BATCH = 5000


def take_in_people(*, name: str, content: bytes, source: str, by: Actor) -> Outcome:
    """Take in a file of people. Their names are kept here and nowhere in the record."""
    stop_if(checks.why_not_take_in("people", by=by))

    def keep(_seen, rows, event):
        people = (models.Person(ref=row.values["person"], name=row.values["name"], made_by=event) for row in rows)
        return {"people": len(models.Person.objects.bulk_create(people, batch_size=BATCH))}

    return take_in(
        kind="people", name=name, content=content, source=source, by=by, columns=columns.PEOPLE, check=checks.faults_in_people, keep=keep
    )


def take_in_packages(*, name: str, content: bytes, source: str, by: Actor) -> Outcome:
    """Take in a file of package lines, a row for each span in force; one that is not `approved` was put forward by whoever takes it in."""
    stop_if(checks.why_not_take_in("packages", by=by))

    def keep(_seen, rows, event):
        known = line_ids()
        new = {row.values["line"]: row.values for row in rows if row.values["line"] not in known}
        models.PackageLine.objects.bulk_create(
            (
                models.PackageLine(
                    line_ref=ref,
                    person_ref=v["person"],
                    provider_ref=v["provider"],
                    service=v["service"],
                    contract_ref=v["contract"],
                    zone=v["zone"] or "",
                    made_by=event,
                )
                for ref, v in new.items()
            ),
            batch_size=BATCH,
        )
        known = line_ids()
        models.Commission.objects.bulk_create(
            (
                models.Commission(
                    line_id=known[row.values["line"]],
                    during=during(row.values["from"], checks.ends_of(row)),
                    approved=row.values["approved"] is not False,
                    proposed_by=by.ref if row.values["approved"] is False else "",
                    made_by=event,
                )
                for row in rows
            ),
            batch_size=BATCH,
        )
        return {"lines": len(new), "commissions": len(rows)}

    return take_in(
        kind="packages",
        name=name,
        content=content,
        source=source,
        by=by,
        columns=columns.packages(people_known(), provider_names(), providers_of_contracts()),
        check=checks.faults_in_packages,
        keep=keep,
    )


def take_in_calls(*, name: str, content: bytes, source: str, by: Actor) -> Outcome:
    """Take in a file of weekly calls of lines that are known."""
    stop_if(checks.why_not_take_in("calls", by=by))

    def keep(_seen, rows, event):
        known = line_ids()
        models.CallPattern.objects.bulk_create(
            (
                models.CallPattern(
                    line_id=known[row.values["line"]],
                    weekday=row.values["weekday"],
                    starts_minute=row.values["starts"],
                    minutes=row.values["minutes"],
                    carers=row.values["carers"],
                    during=during(row.values["from"], checks.ends_of(row)),
                    made_by=event,
                )
                for row in rows
            ),
            batch_size=BATCH,
        )
        return {"weekly calls": len(rows)}

    return take_in(
        kind="calls",
        name=name,
        content=content,
        source=source,
        by=by,
        columns=columns.calls(line_refs()),
        check=checks.faults_in_calls,
        keep=keep,
    )


def take_in_openings(*, name: str, content: bytes, source: str, by: Actor) -> Outcome:
    """Take in a file of opening positions. Whoever takes it in signs every one of them, and so needs the power to sign."""
    stop_if(checks.why_not_take_in("openings", by=by))
    stop_if(checks.why_not_sign_any_opening(by=by))

    def keep(_seen, rows, event):
        known = line_ids()
        models.Opening.objects.bulk_create(
            (
                models.Opening(line_id=known[row.values["line"]], paid_to=row.values["paid_to"], signed_by=by.ref, made_by=event)
                for row in rows
            ),
            batch_size=BATCH,
        )
        return {"openings": len(rows)}

    return take_in(
        kind="openings",
        name=name,
        content=content,
        source=source,
        by=by,
        columns=columns.openings(line_refs()),
        check=checks.faults_in_openings,
        keep=keep,
    )


def take_in_interruptions(*, name: str, content: bytes, source: str, by: Actor) -> Outcome:
    """Take in a file of interruptions of people's care."""
    stop_if(checks.why_not_take_in("interruptions", by=by))

    def keep(_seen, rows, event):
        models.Interruption.objects.bulk_create(
            (
                models.Interruption(
                    person_ref=row.values["person"],
                    kind=row.values["kind"],
                    during=during(row.values["from"], checks.ends_of(row)),
                    told_on=row.values["told_on"],
                    made_by=event,
                )
                for row in rows
            ),
            batch_size=BATCH,
        )
        return {"interruptions": len(rows)}

    return take_in(
        kind="interruptions",
        name=name,
        content=content,
        source=source,
        by=by,
        columns=columns.interruptions(people_known()),
        check=checks.faults_in_interruptions,
        keep=keep,
    )


def take_in_deaths(*, name: str, content: bytes, source: str, by: Actor) -> Outcome:
    """Take in a file of people who died."""
    stop_if(checks.why_not_take_in("deaths", by=by))

    def keep(_seen, rows, event):
        deaths = (models.Death(person_ref=row.values["person"], on=row.values["died"], made_by=event) for row in rows)
        return {"deaths": len(models.Death.objects.bulk_create(deaths, batch_size=BATCH))}

    return take_in(
        kind="deaths",
        name=name,
        content=content,
        source=source,
        by=by,
        columns=columns.deaths(people_known()),
        check=checks.faults_in_deaths,
        keep=keep,
    )


def take_in_fundings(*, name: str, content: bytes, source: str, by: Actor) -> Outcome:
    """Take in a file of what others pay towards weeks in care homes."""
    stop_if(checks.why_not_take_in("fundings", by=by))

    def keep(_seen, rows, event):
        models.Funding.objects.bulk_create(
            (
                models.Funding(
                    person_ref=row.values["person"],
                    kind=row.values["kind"],
                    weekly_pence=row.values["weekly"],
                    collected_by=row.values["collected_by"],
                    during=during(row.values["from"], checks.ends_of(row)),
                    made_by=event,
                )
                for row in rows
            ),
            batch_size=BATCH,
        )
        return {"fundings": len(rows)}

    return take_in(
        kind="fundings",
        name=name,
        content=content,
        source=source,
        by=by,
        columns=columns.fundings(people_known()),
        check=checks.faults_in_fundings,
        keep=keep,
    )


def line_ids() -> dict[str, int]:
    """Keys of the table of lines by reference, for rows that point at them."""
    return dict(models.PackageLine.objects.values_list("line_ref", "pk"))
