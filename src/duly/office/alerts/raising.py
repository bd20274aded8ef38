"""Looking at what happened since the last look, and telling those it concerns. Pages look, each person's at most every few seconds; to look twice tells nobody twice."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.core.cache import cache

from duly.core.alerts import actions
from duly.core.alerts.actions import News
from duly.core.alerts.queries import names_raised, newest_and_standing, standing
from duly.core.desk import queries as desk
from duly.core.jobs import queries as jobs
from duly.core.people import queries as people
from duly.core.record import queries as record
from duly.core.record.clock import now, today
from duly.core.record.queries import Entry
from duly.core.scheme.queries import powers_named
from duly.office.alerts.falling import clocks_due
from duly.office.alerts.kinds import DECIDES, KINDS, Kind
from duly.office.alerts.naming import named_for, posts_held

LOOK_BACK = timedelta(days=14)
OVERLAP = timedelta(minutes=10)
"""A long transaction is recorded at the moment it began to write, and seen only when it ends: each look goes back this far behind the last."""
DEADLINES_EVERY = timedelta(hours=1)
_DEADLINES = "alerts-deadlines"


def look(officer: str, wings: Collection[str]) -> int:
    """Tell people what has happened since anybody was last told of anything, and say how many alerts stand for this officer.

    `wings` are those of whoever looks: what waits in another is not looked at.
    """
    last, stand = newest_and_standing(officer)
    since = last - OVERLAP if last is not None else now() - LOOK_BACK
    return standing(officer) if actions.raise_all(happened(since=since, wings=wings)) else stand


def happened(*, since: datetime, wings: Collection[str]) -> Iterator[News]:
    """Everything since a moment that somebody should know, for each of them."""
    entries = record.since(since, actions={*KINDS, *DECIDES})
    named = {_name(entry): entry for entry in entries if entry.action in KINDS}
    new = named.keys() - names_raised(named) if named else set()
    posts = posts_held() if new else {}
    powers = powers_named(posts={post for codes in posts.values() for post in codes}, on=today()) if new else {}
    for name in (name for name in named if name in new):
        yield from _of_entry(named[name], KINDS[named[name].action], posts, powers)
    yield from _decided_by_another([entry for entry in entries if entry.action in DECIDES])
    yield from _jobs_failed(since)
    if "casework" in wings and "casework" in settings.DULY_WINGS:
        yield from _markers_due()
        yield from _instructions_due()
        yield from _advice_withdrawn()
        yield from clocks_due()
    if "payments" in wings and "payments" in settings.DULY_WINGS:
        yield from _answers_of_the_bank()
        yield from _deadlines()


def _of_entry(entry: Entry, kind: Kind, posts: Mapping[str, set[str]], powers: Mapping[str, frozenset[str]]) -> Iterator[News]:
    told = {officer for officer, held in posts.items() if any(power in powers[post] for post in held for power in kind.powers)}
    if kind.besides:
        told |= {one.actor_ref for one in record.history(entry.subject_type, entry.subject_ref) if one.action in kind.besides}
    told |= {str(entry.facts[kind.whom])} if kind.whom else set()
    told = told | {entry.actor_ref} if kind.doer_too else told - {entry.actor_ref}
    url = kind.url.format(**entry.facts | {"ref": entry.subject_ref})
    for officer in sorted(told & posts.keys()):
        yield News(officer, _name(entry), kind.title, url, entry.at, kind.urgency, event=entry.event_id)


def _name(entry: Entry) -> str:
    return f"{entry.action} {entry.subject_ref} {entry.version}"


def _decided_by_another(entries: Iterable[Entry]) -> Iterator[News]:
    """What somebody had put aside, or had begun to write about, and another has since decided."""
    entries = list(entries)
    aside = desk.put_aside_by_anyone() if entries else ()
    for entry in entries:
        rows = _rows(entry) if aside else ()
        page = DECIDES[entry.action].format(ref=entry.subject_ref)
        for one in aside:
            if one.officer == entry.actor_ref or one.at > entry.at:
                continue
            if (page and one.address.startswith(page)) or any(one.is_of_row(row) for row in rows):
                title = "What you had put aside was decided by another"
                name = f"decided {_name(entry)}"
                yield News(one.officer, name, title, one.address, entry.at, "now", event=entry.event_id)


def _rows(entry: Entry) -> tuple[int, ...]:
    """The row of the workbench that an exception's decision is about."""
    if entry.action != "exception.decided":
        return ()
    from datetime import date

    from duly.payments.validation import queries as validation

    found = validation.assessed_of(entry.facts["line_ref"], date.fromisoformat(entry.facts["week"]))
    return (found,) if found else ()


def _jobs_failed(since: datetime) -> Iterator[News]:
    for job in jobs.failed_since(since):
        at = job.finished_at or job.asked_at
        yield News(
            job.asked_by, f"job.failed {job.ref}", "Work you asked for failed", f"/jobs/{job.ref}/", at, words=f"{job.ref}: {job.error}"
        )


def _markers_due() -> Iterator[News]:
    """Each marker that stands and whose day of review has come, to its owner: once for each such day."""
    from duly.core.directory import queries as directory

    found = {f"marker {one.ref} {one.number} {one.review_on}": one for one in directory.markers(on=today(), due_by=today())}
    new = found.keys() - names_raised(found) if found else set()
    for name in sorted(new):
        one = found[name]
        words = f"Look again at marker {one.number} of {one.ref}: unless you do, it lapses on {one.lapses_on:%-d %B %Y}."
        yield News(one.owner, name, "A marker is to be looked at again", f"/directory/{one.ref}/", now(), "now", words=words)


def _instructions_due() -> Iterator[News]:
    """Each standing instruction that must be reviewed within four weeks, and each of which the review was missed, to whoever may review it: once each."""
    from duly.casework.instructions import queries as instructions

    due = [one for one in instructions.in_force() if one.review_due]
    found = {f"instruction {one.ref} {one.review_on} {'due' if one.holds_today else 'missed'}": one for one in due}
    new = found.keys() - names_raised(found) if found else set()
    told = named_for(("instructions.review",)) if new else set()
    for name in sorted(new):
        one = found[name]
        still = f"Review {one.ref} by {one.review_on:%-d %B %Y}: unless you do, it holds for nothing after that."
        words = still if one.holds_today else f"{one.ref} {one.standing}: it holds for nothing now. Lift it, or propose it again."
        for officer in sorted(told):
            yield News(officer, name, "A standing instruction is to be reviewed", f"/instructions/{one.ref}/", now(), words=words)


def _advice_withdrawn() -> Iterator[News]:
    """Each case that still relies on advice that was withdrawn, to its owner and to whoever said that it relies: once each."""
    from duly.casework.advice import queries as advice
    from duly.casework.cases import queries as cases
    from duly.core.record.sight import seeing_everything, seen_as

    with seeing_everything("whoever relied on advice is told that it was withdrawn, whoever it is that looks"):
        found = {f"advice withdrawn {one.ref} {relies.case_ref}": (one, relies) for one, relies in advice.relied_in_vain()}
        new = found.keys() - names_raised(found) if found else set()
        owners = {ref: seen.owner for ref, seen in cases.some(tuple({found[name][1].case_ref for name in new})).items()}
    for name in sorted(new):
        one, relies = found[name]
        words = f"{one.ref}, which {relies.case_ref} relied on, was withdrawn on {one.withdrawn_on:%-d %B %Y}."
        for officer in sorted({relies.relied_by, owners.get(relies.case_ref, "")} & people.names().keys()):
            with seen_as(officer):
                sees = advice.exists(one.ref) and cases.exists(relies.case_ref)
            if sees:
                yield News(officer, name, "Advice you relied on was withdrawn", f"/advice/{one.ref}/", now(), "now", words=words)


def _answers_of_the_bank() -> Iterator[News]:
    """What the bank refused, and what it answered that matches nothing of ours: somebody must look at each."""
    from duly.payments.banking import queries as banking

    found = {f"answer {one.ref}": one for one in banking.answers(limit=50) if one.kind == "rejected" or not one.file_ref}
    new = found.keys() - names_raised(found)
    told = named_for(("answers.deal_with", "files.release")) if new else set()
    for name in sorted(new):
        one = found[name]
        refused = one.kind == "rejected"
        title = "The bank refused a file or a payment" if refused else "The bank's answer matches nothing of ours"
        words = f"{one.ref}: {one.file_ref or one.unmatched_because} {one.reason_code}".strip()
        for officer in sorted(told):
            yield News(officer, name, title, "/bank-answers/", now(), "now", words=words)


def _deadlines() -> Iterator[News]:
    """Once a week whose deadline has gone by: how many of the files expected had not come when it was first looked at."""
    last, at = cache.get(_DEADLINES), now()
    if last is not None and at - last < DEADLINES_EVERY:
        return
    cache.set(_DEADLINES, at, timeout=None)
    from duly.payments import flow
    from duly.primitives.period import monday_of, week_name

    week = monday_of(today()) - timedelta(days=7)
    expected = flow.expected(week, at=at)
    missing = [one for one in expected if one.state == "Not sent"]
    if not missing:
        return
    words = f"{len(missing):,} of {len(expected):,} files expected for {week_name(week)} had not come by their deadline."
    url, due = f"/imports/missing/?week={week_name(week)}", min(one.due for one in missing)
    for officer in sorted(named_for(("evidence.take_in", "invoices.take_in"))):
        yield News(officer, f"deadline {week_name(week)}", "A deadline has gone by", url, due, words=words)
