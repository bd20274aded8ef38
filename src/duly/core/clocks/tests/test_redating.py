"""A holiday announced late dates open clocks again, as one entry that lists what moved; a new version of a rule moves only what it says it moves."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from duly.core.calendar import queries as calendar
from duly.core.calendar.actions import add_holiday, remove_holiday
from duly.core.clocks import queries
from duly.core.clocks.actions import meet, start, stop
from duly.core.clocks.models import ClockDue
from duly.core.clocks.redating import adopt, adopt_published, list_sha256, redate, would_move
from duly.core.record.clock import today
from duly.core.record.queries import history
from duly.primitives.actor import SYSTEM
from duly.primitives.period import say_day
from duly.primitives.refusal import Refused


def begun(office, rule: str, about: str, days_ago: int = 4):
    return start(kind="case", about=about, rule=rule, began=today() - timedelta(days=days_ago), by=office["keeper"])


def a_working_day_ahead() -> date:
    return calendar.days(("england-and-wales", "scotland", "northern-ireland")).nth_after(today(), 3)


def test_a_late_holiday_moves_what_is_open_under_its_region_and_one_entry_lists_it(office):
    moved, other_region, met = begun(office, "foi", "A"), begun(office, "foisa", "B"), begun(office, "foi", "C")
    still, months = begun(office, "foi", "D"), begun(office, "judicial-review", "E")
    meet(met.ref, on=today(), by=office["keeper"])
    stop(still.ref, on=today(), because="Asked.", by=office["keeper"])
    day = a_working_day_ahead()
    assert queries.to_date_again() == 0

    add_holiday(division="england-and-wales", day=day, title="A day of mourning", by=SYSTEM)
    waiting, would = queries.to_date_again(), would_move()
    assert queries.wrongly_kept() == (), "until then each is what was known when it was dated"
    told = redate(by=office["keeper"])

    after = calendar.days(("england-and-wales", "scotland", "northern-ireland")).nth_after(moved.due, 1)
    assert (waiting, would.moved, would.looked_at) == (3, told, 3)
    assert [(one.ref, one.before, one.after) for one in told] == [(moved.ref, moved.due, after)]
    assert f"{say_day(day)} became a bank holiday (A day of mourning" in told[0].cause
    assert queries.clock(moved.ref).due == after
    assert [queries.clock(one.ref).due for one in (other_region, months)] == [other_region.due, months.due]
    assert queries.clock(met.ref).due == met.due
    entry = history("clocks", "open-clocks")[-1]
    assert (entry.facts["moved"], entry.facts["moved_sha256"]) == (1, list_sha256(told))
    assert queries.moved_by(entry.event_id) == told
    assert queries.wrongly_kept() == ()
    assert (redate(by=office["keeper"]), queries.to_date_again()) == ((), 0)
    assert len(history("clocks", "open-clocks")) == 1


def test_a_holiday_that_is_taken_back_brings_the_date_back(office):
    ck, day = begun(office, "foi", "A"), a_working_day_ahead()
    add_holiday(division="scotland", day=day, title="A day appointed", by=SYSTEM)
    redate(by=office["keeper"])

    remove_holiday(division="scotland", day=day, by=SYSTEM)
    told = redate(by=office["keeper"])

    assert queries.clock(ck.ref).due == ck.due
    assert "is no longer a bank holiday" in told[0].cause
    assert ClockDue.objects.filter(clock__ref=ck.ref).count() == 3


def test_only_who_may_dates_again(office):
    begun(office, "foi", "A")
    add_holiday(division="scotland", day=a_working_day_ahead(), title="A day appointed", by=SYSTEM)

    with pytest.raises(Refused):
        redate(by=office["reader"])
    with pytest.raises(Refused):
        adopt_published(by=office["reader"])
    assert history("clocks", "open-clocks") == ()


def test_a_new_version_leaves_what_has_begun_alone_unless_it_says_otherwise(office):
    keeper, ck = office["keeper"], begun(office, "review-answer", "A")
    rule = queries.rule_for("review-answer", today())
    second = replace(rule, number=2, amount=15, starts=today())

    assert adopt(second, moves_open=False, because="Quicker.", by=keeper) == ()
    assert (queries.clock(ck.ref).due, queries.clock(ck.ref).rule_number) == (ck.due, 1)
    assert start(kind="case", about="B", rule="review-answer", began=today(), by=keeper).rule_number == 2
    with pytest.raises(Refused, match="next version"):
        adopt(second, moves_open=False, because="Again.", by=keeper)
    with pytest.raises(Refused, match="Its length"):
        adopt(replace(second, number=3, amount=0), moves_open=False, because="Nothing.", by=keeper)

    told = adopt(replace(second, number=3, amount=10), moves_open=True, because="Quicker still.", by=keeper)

    assert ck.ref == told[0].ref
    assert told[0].cause == "rule review-answer 3"
    assert (queries.clock(ck.ref).rule_number, queries.clock(ck.ref).due) == (3, told[0].after)
    assert queries.wrongly_kept() == ()
    assert history("clock rules", "clock-rules")[-1].facts["moved"] == 2
