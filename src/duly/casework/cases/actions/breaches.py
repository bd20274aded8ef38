"""Breaches of personal data: a paper filed to the wrong case, moved to the right one, with who worked on the case while it lay there; and every other kind, noted."""

from datetime import date
from typing import Any

from duly.casework.cases import checks
from duly.casework.cases.actions.tying import locked, touch
from duly.casework.cases.events import BreachNoted, BreachStepDone, MisfilingFound, PaperMoved, PostLinked
from duly.casework.cases.models import Breach, Case, CaseItem
from duly.casework.cases.queries import BreachSeen, CaseSeen
from duly.casework.cases.states import FILED_WRONGLY, JUDGED
from duly.core.calendar.rules.book import BREACH
from duly.core.calendar.rules.deadlines import History
from duly.core.clocks import queries as clocks
from duly.core.record.actions import take_number, unit_of_work
from duly.core.record.clock import today
from duly.core.record.queries import history
from duly.primitives.actor import Actor
from duly.primitives.refusal import stop_if


def move_paper(ref: str, *, item_ref: str, right: str, because: str, by: Actor) -> BreachSeen:
    """Move an item of post from the case it was filed to by mistake to the right one, and begin the breach's own record."""
    with unit_of_work() as record:
        wrong, into = locked(ref, right)
        stop_if(checks.why_not_move_paper(CaseSeen.of(wrong), CaseSeen.of(into), item_ref=item_ref, because=because, by=by))
        was = CaseItem.objects.get(case=wrong, item_ref=item_ref, superseded_by__isnull=True)
        seen_by = _who_saw(wrong.ref, wrong.owner, was)
        breach = _begun(kind=FILED_WRONGLY, about=item_ref, case=wrong, right=right, found_on=today(), seen_by=seen_by)
        touch(wrong)
        moved = record.write(PaperMoved(ref, wrong.version, item_ref, right, breach.ref), by=by)
        CaseItem.objects.filter(pk=was.pk).update(superseded_by=moved)
        touch(into)
        linked = record.write(PostLinked(right, into.version, item_ref), by=by)
        CaseItem.objects.create(case=into, item_ref=item_ref, made_by=linked)
        record.write(MisfilingFound(breach.ref, 1, item_ref, ref, right, tuple(seen_by), breach.due, because.strip()), by=by)
    return BreachSeen.of(breach)


def note_breach(
    *, kind: str, about: str, case_ref: str = "", volume: int | None = None, found_on: date, because: str, whose: str, by: Actor
) -> BreachSeen:
    """Note a breach of another kind: of a case, a letter or an item of post (`about`), and of the case that is of, where it is of one. What it is about is
    known to be there, and of that kind, to whoever calls. An unknown case is `Case.DoesNotExist`."""
    with unit_of_work() as record:
        case = Case.objects.get(ref=case_ref) if case_ref else None
        stop_if(checks.why_not_note_breach(kind=kind, found_on=found_on, because=because, whose=whose, by=by))
        breach = _begun(kind=kind, about=about, case=case, volume=volume, found_on=found_on)
        said = {"volume": f"volume {volume}" if volume else "", "because": because.strip(), "whose": whose.strip()}
        record.write(BreachNoted(breach.ref, 1, kind, about, case_ref, found_on=found_on, due=breach.due, **said), by=by)
    return BreachSeen.of(breach)


def deal_with(ref: str, *, step: str, words: str, risk: str = "", by: Actor) -> BreachSeen:
    """Say that one of the steps of a breach is done, and how. `risk` is said when it is judged, which may be done again."""
    with unit_of_work() as record:
        breach = Breach.objects.select_for_update(of=("self",)).select_related("case").get(ref=ref)
        stop_if(checks.why_not_deal_with(BreachSeen.of(breach), step=step, words=words, risk=risk, by=by))
        breach.version, breach.done = breach.version + 1, list(dict.fromkeys([*breach.done, step]))
        breach.risk = risk if step == JUDGED else breach.risk
        breach.save(update_fields=["version", "done", "risk"])
        record.write(BreachStepDone(ref, breach.version, step, words.strip(), risk), by=by)
    return BreachSeen.of(breach)


def _begun(*, found_on: date, **said: Any) -> Breach:
    """The row of a breach, whose event is written beside."""
    ref = f"BR-{today():%y}-{take_number('cases_misfiling_number'):05d}"
    breach = Breach(ref=ref, version=1, found_on=found_on, due=_due(found_on), **said)
    breach.save(force_insert=True)
    return breach


def _due(found_on: date) -> date:
    """The last whole day in which the regulator can be told, by the rule in force on the day it was known or else as published."""
    due = clocks.reckon(clocks.rule_for(BREACH.code, found_on) or BREACH, History(found_on)).due
    assert due is not None  # it was never stopped
    return due


def _who_saw(case_ref: str, owner: str, was: CaseItem) -> list[str]:
    """The case's owner, and everybody whose hand is in its history since the paper came there."""
    told = history("case", case_ref)
    since = next((n for n, one in enumerate(told) if one.event_id == was.made_by), 0)
    return list(dict.fromkeys([owner, *(one.actor_ref for one in told[since:])]))
