"""A paper filed to the wrong case: moved to the right one and treated as a breach, with who worked on the case while it lay there."""

from datetime import date

from duly.casework.cases import checks
from duly.casework.cases.actions.tying import locked, touch
from duly.casework.cases.events import MisfilingFound, MisfilingStepDone, PaperMoved, PostLinked
from duly.casework.cases.models import CaseItem, Misfiling
from duly.casework.cases.queries import CaseSeen, MisfilingSeen
from duly.core.calendar.rules.book import BREACH
from duly.core.calendar.rules.deadlines import History
from duly.core.clocks import queries as clocks
from duly.core.record.actions import take_number, unit_of_work
from duly.core.record.clock import today
from duly.core.record.queries import history
from duly.primitives.actor import Actor
from duly.primitives.refusal import stop_if


def move_paper(ref: str, *, item_ref: str, right: str, because: str, by: Actor) -> MisfilingSeen:
    """Move an item of post from the case it was filed to by mistake to the right one, and begin the breach's own record."""
    with unit_of_work() as record:
        wrong, into = locked(ref, right)
        stop_if(checks.why_not_move_paper(CaseSeen.of(wrong), CaseSeen.of(into), item_ref=item_ref, because=because, by=by))
        was = CaseItem.objects.get(case=wrong, item_ref=item_ref, superseded_by__isnull=True)
        breach = Misfiling(
            ref=f"BR-{today():%y}-{take_number('cases_misfiling_number'):05d}",
            version=1,
            item_ref=item_ref,
            wrong=wrong,
            right=right,
            found_on=today(),
            due=_due(),
            seen_by=_who_saw(wrong.ref, wrong.owner, was),
        )
        breach.save(force_insert=True)
        touch(wrong)
        moved = record.write(PaperMoved(ref, wrong.version, item_ref, right, breach.ref), by=by)
        CaseItem.objects.filter(pk=was.pk).update(superseded_by=moved)
        touch(into)
        linked = record.write(PostLinked(right, into.version, item_ref), by=by)
        CaseItem.objects.create(case=into, item_ref=item_ref, made_by=linked)
        record.write(
            MisfilingFound(breach.ref, 1, item_ref, ref, right, tuple(breach.seen_by), breach.due, because.strip()),
            by=by,
        )
    return MisfilingSeen.of(breach)


def deal_with(ref: str, *, step: str, words: str, by: Actor) -> MisfilingSeen:
    """Say that one of the steps of a breach is done, and how."""
    with unit_of_work() as record:
        breach = Misfiling.objects.select_for_update(of=("self",)).select_related("wrong").get(ref=ref)
        stop_if(checks.why_not_deal_with(MisfilingSeen.of(breach), step=step, words=words, by=by))
        breach.version, breach.done = breach.version + 1, [*breach.done, step]
        breach.save(update_fields=["version", "done"])
        record.write(MisfilingStepDone(ref, breach.version, step, words.strip()), by=by)
    return MisfilingSeen.of(breach)


def _due() -> date:
    """The last whole day in which the regulator can be told, by the rule in force or else as published."""
    due = clocks.reckon(clocks.rule_for(BREACH.code, today()) or BREACH, History(today())).due
    assert due is not None  # it was never stopped
    return due


def _who_saw(case_ref: str, owner: str, was: CaseItem) -> list[str]:
    """The case's owner, and everybody whose hand is in its history since the paper came there."""
    told = history("case", case_ref)
    since = next((n for n, one in enumerate(told) if one.event_id == was.made_by), 0)
    return list(dict.fromkeys([owner, *(one.actor_ref for one in told[since:])]))
