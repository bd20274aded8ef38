"""A complaint withdrawn with what ran on it, a complainant's death told to every live case of theirs, and who carries on."""

from collections.abc import Sequence
from datetime import date

from duly.casework.cases import actions as cases
from duly.casework.cases import queries
from duly.casework.cases.queries import CaseSeen
from duly.casework.cases.states import Stage
from duly.casework.dispatch import queries as letters
from duly.casework.dispatch.checks import why_not_to_them
from duly.casework.dispatch.queries import LetterSeen
from duly.casework.dispatch.states import LetterState
from duly.casework.investigation import actions as investigation_actions
from duly.casework.investigation import queries as investigation
from duly.casework.investigation.states import IssueState
from duly.core.alerts.actions import News, raise_all
from duly.core.chases import actions as chases
from duly.core.chases import queries as chased
from duly.core.clocks import actions as clocks
from duly.core.clocks import queries as clock_queries
from duly.core.directory import actions as entries
from duly.core.directory import queries as directory
from duly.core.directory.queries import EntrySeen
from duly.core.record.actions import unit_of_work
from duly.core.record.clock import now, today
from duly.primitives.actor import Actor
from duly.primitives.period import say_day

PENDING = (LetterState.DRAFT, LetterState.RETURNED, LetterState.APPROVED, LetterState.RELEASED)


def withdraw_complaint(
    case_ref: str, *, who: str, how: str, received_on: date, issues: Sequence[str] = (), because: str, by: Actor
) -> CaseSeen:
    """Take in that a complaint is withdrawn, in whole or by issue. Its clocks and what is chased for it end with that reason, and are kept with the
    withdrawal; the issues it names are dropped; nobody puts one of its submissions up or signs it, and they are withdrawn when it is closed. What comes next is to close it when it can no longer be taken back."""
    ended = f"The complaint in {case_ref} was withdrawn."
    known = tuple(one.ref for one in investigation.issues(case_ref, dropped=False))
    running, chasing = _running_on(case_ref, issues)
    with unit_of_work():
        settled = (*running, *chasing)
        done = cases.withdraw(
            case_ref, who=who, how=how, received_on=received_on, issues=issues, known=known, settled=settled, because=because, by=by
        )
        for ref in chasing:
            chases.end(ref, because=ended, by=by)
        for ref in running:
            clocks.end(ref, because=ended, by=by)
        for ref in issues:
            investigation_actions.drop_issue(ref, because=f"It was withdrawn: {because.strip()}", by=by)
        seen = queries.withdrawal(case_ref)
        if seen and not issues:
            return cases.plan(case_ref, next_action="Close the case unless the withdrawal is taken back", due=seen.back_by, by=by)
    return done


def take_back_withdrawal(case_ref: str, *, because: str, by: Actor) -> CaseSeen:
    """Let a complaint go on whose withdrawal was taken back in time: its clocks run again from the days they began, what was chased is
    chased, and the issues it named are looked into again."""
    seen = queries.withdrawal(case_ref)
    again = f"The withdrawal of {case_ref} was taken back."
    with unit_of_work():
        begun: dict[str, str] = {}
        for ref in (one for one in (seen.settled if seen else ()) if one.startswith("CK-")):
            was = clock_queries.clock(ref)
            begun[ref] = clocks.start(kind=was.kind, about=was.about, rule=was.rule_code, began=was.began, because=again, by=by).ref
        for ref in (one for one in (seen.settled if seen else ()) if not one.startswith("CK-")):
            had = chased.chase(ref)
            told = {"what": had.what, "asked_of": had.asked_of, "address": had.address, "owner": had.owner}
            begun[ref] = chases.begin(
                kind=had.kind, about=begun.get(had.about, had.about), ladder=had.ladder, due=max(had.due, today()), **told, by=by
            ).ref
        for one in investigation.issues(case_ref):
            if seen and one.ref in seen.issues and one.state == IssueState.DROPPED:
                investigation_actions.take_up_issue(one.ref, because=again, by=by)
        cases.take_back(case_ref, begun=tuple(begun.values()), because=because, by=by)
        return cases.plan(case_ref, next_action="Go on with the complaint: its withdrawal was taken back", by=by)


def record_death(entry_ref: str, *, on: date, source: str, by: Actor) -> EntrySeen:
    """Say that somebody died, once, in the directory. Whoever owns a live case of theirs is told; no letter goes to them from now on."""
    with unit_of_work():
        done = entries.record_death(entry_ref, on=on, source=source, by=by)
        family = directory.family_of(entry_ref)
        words = f"{done.ref} died on {say_day(on)}: no letter goes to them. Decide who may carry the complaint on."
        live = {one.ref: one for one, _ in queries.of_parties(family) if one.stage != Stage.CLOSED}
        raise_all(
            News(one.owner, f"{done.ref} died {one.ref}", "A party to a case of yours has died", f"/cases/{one.ref}/", now(), words=words)
            for one in live.values()
        )
    return done


def carry_on(case_ref: str, *, died: str, who: str, as_what: str, evidence: str = "", starts: date, because: str, by: Actor) -> CaseSeen:
    """Decide who may carry on a complaint after a death. Whoever may represents the person who died in the directory, and is a party to the case."""
    with unit_of_work():
        before = next((one for one in queries.carried_on(case_ref) if one.died in directory.family_of(died)), None)
        done = cases.carry_on(case_ref, died=died, who=who, as_what=as_what, evidence=evidence, starts=starts, because=because, by=by)
        kept = directory.family_of(died)[0]
        if before and before.who and before.who != who:
            _no_longer(kept, before.who, case_ref, by)
        if not who:
            return done
        held = any(
            one.role == "represented by" and one.of == who and one.scope == "one complaint" and one.holds(starts)
            for one in directory.entry(kept).roles
        )
        if not held:
            note = f"{as_what.capitalize()} in {case_ref}"
            entries.give_role(kept, role="represented by", of=who, scope="one complaint", note=note, starts=starts, by=by)
        if ("representative", who) not in queries.parties(case_ref):
            return cases.name_party(case_ref, entry_ref=who, role="representative", by=by)
    return done


def held_letters(case_ref: str) -> tuple[tuple[LetterSeen, str], ...]:
    """The letters of a case that wait and may not go to whom they are addressed, each with why."""
    found = []
    for one in letters.letters(case_ref=case_ref):
        if one.state not in PENDING:
            continue
        refusal = why_not_to_them(case_ref, one.to_name, one.to_address, one.fields, to_ref=one.to_ref, purpose=one.made_from.purpose)
        if refusal:
            found.append((one, refusal.because))
    return tuple(found)


def _running_on(case_ref: str, issues: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The clocks and the chases that run on a case, or on what was asked for on some of its issues."""
    asked = [one.ref for one in investigation.requests(case_ref=case_ref, waiting=True) if not issues or one.issue_ref in issues]
    about = asked if issues else [case_ref, *asked]
    running = tuple(one.ref for ref in about for one in clock_queries.clocks(about=ref, only_open=True))
    found = chased.chases(about=[*about, *running], running=True) if about else ()
    return running, tuple(one.ref for one in found)


def _no_longer(died: str, who: str, case_ref: str, by: Actor) -> None:
    """Whoever was to carry on no longer does: the consent ends, and they leave the case."""
    for one in directory.entry(died).roles:
        if one.role == "represented by" and one.of == who and one.scope == "one complaint" and one.holds(today()):
            entries.end_role(died, held=one.id, ends=max(today(), one.starts), by=by)
    if ("representative", who) in queries.parties(case_ref):
        cases.withdraw_party(case_ref, entry_ref=who, role="representative", by=by)
