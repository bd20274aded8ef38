"""What forces another look at the risk of a case: post that is marked, a review asked for, silence, a day gone by; and who is told of it."""

from datetime import date

from duly.casework.cases import queries as case_queries
from duly.casework.correspondence import queries as post
from duly.casework.correspondence.queries import ItemSeen
from duly.casework.flow.posts import above, holders, told_of
from duly.casework.risk import actions as risk
from duly.casework.risk import queries
from duly.casework.risk.queries import DueSeen
from duly.core.alerts.actions import News, raise_all
from duly.core.calendar import queries as calendar
from duly.core.record.actions import unit_of_work
from duly.core.record.clock import now, today
from duly.primitives.actor import SYSTEM, Actor
from duly.primitives.period import say_day
from duly.primitives.refusal import Refused


def risk_due(case_ref: str, *, trigger: str, source: str, by: Actor) -> DueSeen | None:
    """Make the risk of a case due again and tell the trigger's post and the case's owner. None where this happening did so before, or forces nothing."""
    rule = queries.rules_in_force(on=today()).by_trigger.get(trigger)
    if rule is None:
        return None
    case = case_queries.case(case_ref)
    with unit_of_work():
        done = risk.make_due(case_ref, trigger=trigger, source=source, by_day=in_working_days(rule.days), told_post=rule.post, by=by)
        if done is not None:
            words = f"{case_ref}: {done.says}. Look at its risk again by {say_day(done.by_day)}."
            _tell(done, (*holders(rule.post), case.owner), "The risk of a case must be looked at again", words, f"risk {_name(done)}")
    return done


def risk_from_post(item_ref: str, *, by: Actor) -> tuple[DueSeen, ...]:
    """What an item's marks make due on every case that it is with."""
    return _from_item(post.item(item_ref), tuple(one.ref for one in case_queries.of_item(item_ref)), by)


def look_over_risk() -> tuple[DueSeen, ...]:
    """By night: what silence, a missed review and flags added by hand make due; and whatever was not looked at in time goes a post higher."""
    made = [risk_due(ref, trigger="dormant", source=f"since {last.isoformat()}", by=SYSTEM) for ref, last in queries.dormant(on=today())]
    open_ones = {one.ref for one in case_queries.open_cases()}
    made += [
        risk_due(one.case_ref, trigger="review-day", source=f"assessment {one.number}", by=SYSTEM)
        for one in queries.reviews_missed(on=today())
        if one.case_ref in open_ones
    ]
    for item in post.marked_with(tuple(queries.rules_in_force(on=today()).by_flag)):
        made += _from_item(item, tuple(one.ref for one in case_queries.of_item(item.ref)), SYSTEM)
    _escalate()
    return tuple(one for one in made if one is not None)


def _from_item(item: ItemSeen, case_refs: tuple[str, ...], by: Actor) -> tuple[DueSeen, ...]:
    by_flag = queries.rules_in_force(on=today()).by_flag
    triggers = [by_flag[flag.rule] for flag in item.flags if flag.rule in by_flag]
    made = [risk_due(ref, trigger=one.code, source=item.ref, by=by) for ref in case_refs for one in triggers]
    return tuple(one for one in made if one is not None)


def _escalate() -> None:
    """What was not looked at by its day stands as an alert of the post above, once."""
    for one in queries.dues():
        if one.by_day < today():
            words = f"{one.case_ref}: {one.says}. It was to be looked at by {say_day(one.by_day)}, and was not."
            _tell(one, holders(above(one.told_post)), "Nobody looked at the risk of a case in time", words, f"risk late {_name(one)}")


def _tell(one: DueSeen, officers: tuple[str, ...], title: str, words: str, name: str) -> None:
    url = f"/risk/{one.case_ref}/"
    raise_all(News(officer, name, title, url, now(), "now", words=words) for officer in told_of(one.case_ref, officers))


def _name(one: DueSeen) -> str:
    return f"{one.case_ref} {one.trigger} {one.source}"


def in_working_days(days: int) -> date:
    """The working day so many after today."""
    try:
        return calendar.add_working_days(today(), days).day
    except Refused:  # the bank holidays of the year are not known: today is never too late
        return today()
