"""What of the office's work is one's own to do now: what the navigation counts and the first page lists. Never anybody else's."""

from collections.abc import Collection

from django.conf import settings

from duly.core.record.clock import today
from duly.core.scheme.queries import powers_named
from duly.office.work import Work as Work
from duly.primitives.actor import Actor


def powers_of(actor: Actor) -> frozenset[str]:
    """The powers for which a scheme in force names any post of this person."""
    return frozenset().union(*powers_named(posts=actor.posts, on=today()).values())


def my_work(actor: Actor, wings: Collection[str], powers: frozenset[str] | None = None) -> tuple[Work, ...]:
    """What waits for this person, in the order it is done: only what the scheme names their posts for, and that is not refused them as their own."""
    powers = powers_of(actor) if powers is None else powers
    found: list[Work] = []
    if "payments" in wings and "payments" in settings.DULY_WINGS:
        found += [*_weeks(powers), *_runs(actor, powers), *_facts(actor, powers)]
    if "casework" in wings and "casework" in settings.DULY_WINGS:
        from duly.office.mine_in_casework import casework

        found += casework(actor, powers)
    return tuple(found)


def counts(work: Collection[Work]) -> dict[str, tuple[int, bool]]:
    """How many of one's own there are at each item of the navigation, and whether money or a person waits for it."""
    found: dict[str, tuple[int, bool]] = {}
    for one in work:
        count, hot = found.get(one.section, (0, False))
        found[one.section] = (count + one.count, hot or (one.hot and one.count > 0))
    return found


def _weeks(powers: frozenset[str]) -> list[Work]:
    if "exceptions.decide" not in powers:
        return []
    from duly.payments.validation import queries as validation

    week = validation.newest_week(on=today())
    count = validation.how_many_undecided(week) if week else 0
    return [
        Work("Exceptions", "Exceptions to decide", count, "/exceptions/", "Decide each: as agreed, as delivered, or held.", hot=True),
    ]


def _runs(actor: Actor, powers: frozenset[str]) -> list[Work]:
    steps = {"runs.prepare", "runs.approve", "files.release"} & powers
    if not steps:
        return []
    from duly.payments.banking import queries as banking
    from duly.payments.runs import queries as runs

    standing, mine = banking.runs_with_a_file() if "files.release" in steps else frozenset(), actor.ref
    drafts, prepared, approved = [], [], []
    for run in runs.runs_open():
        if run.state == "draft":
            drafts.append(run.ref)
        elif run.state == "prepared" and mine not in (run.prepared_by, run.drafted_by, *run.taken_out_by):
            prepared.append(run.ref)
        elif run.state == "approved" and run.ref not in standing and mine not in (run.prepared_by, run.approved_by):
            approved.append(run.ref)
    every = (
        ("runs.prepare", "Runs to lock", drafts, "draft", "Prepare each, which fixes what is paid and to whom."),
        ("runs.approve", "Runs to approve", prepared, "prepared", "Approve exactly what you saw, or send it back."),
        ("files.release", "Runs to release", approved, "approved", "Release each, which makes its bank file."),
    )
    return [
        Work("Runs", what, len(refs), f"/runs/?state={state}", next_step, first=refs[0] if refs else "")
        for power, what, refs, state, next_step in every
        if power in steps
    ]


def _facts(actor: Actor, powers: frozenset[str]) -> list[Work]:
    """Facts put forward by others, that wait for this person's yes."""
    found = []
    if {"providers.confirm_payee", "providers.call_back"} & powers:
        from duly.payments.providers import queries as providers

        waiting = [one for one in providers.changes_waiting() if not ("providers.call_back" not in powers and one.proposed_by == actor.ref)]
        found.append(
            Work("Providers", "Changes of account", len(waiting), "/payees/", "Call the provider back, then confirm or refuse.", hot=True)
        )
    if "rates.adopt" in powers:
        from duly.payments.rates import queries as rates

        others = [one for one in rates.batches() if one.state == "put forward" and one.put_forward_by != actor.ref]
        found.append(Work("Rates", "Rates put forward", len(others), "/rates/batches/", "Adopt them, or say why not."))
    if "packages.approve" in powers:
        from duly.payments.packages import queries as packages

        count = len(packages.commissions_waiting())
        found.append(
            Work("Packages", "Lines of care put forward", count, "/packages/?state=To+approve", "Approve each, or let it be put right.")
        )
    if "tolerance.look" in powers:
        from duly.payments.validation import queries as validation

        why = "A small excess was paid: look at the claim, and say whether it was fair."
        found.append(Work("Exceptions", "Let through, to look at", validation.how_many_to_look_at(), "/tolerance/?look=To+look+at", why))
    return found
