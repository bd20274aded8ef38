"""A chase from what was asked to its coming: the ladder sends each step once, on a working day, in its order, and never after it has come."""

import random
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from duly.core.calendar.actions import load_holidays
from duly.core.calendar.rules.days import Days
from duly.core.chases import checks, powers, queries
from duly.core.chases.actions import adopt, answer, begin, end, give_another_day, send
from duly.core.chases.models import Chase, ChaseLadder, ChaseStep
from duly.core.chases.rules import DEFAULTS, Ladder, Rung, day_of, next_step, why_wrong
from duly.core.documents import queries as documents
from duly.core.people import actions as people
from duly.core.people.queries import actor
from duly.core.record.actions import new_event_id
from duly.core.record.clock import today
from duly.core.record.queries import history
from duly.core.scheme.actions import adopt as adopt_scheme
from duly.core.scheme.rules import Row
from duly.primitives.actor import SYSTEM
from duly.primitives.refusal import Refused

EVIDENCE = next(one for one in DEFAULTS if one.code == "evidence")
FRIDAY = date(2026, 11, 20)
DAYS = Days({date(2026, 12, 25): "Christmas Day", date(2026, 12, 28): "Boxing Day"}, range(2026, 2028))


@pytest.fixture
def office(db, monkeypatch):
    """One who chases and adopts and one who may not, on a Friday in November."""
    the_day = [FRIDAY]
    for module in ("checks", "actions", "queries"):
        monkeypatch.setattr(f"duly.core.chases.{module}.today", lambda: the_day[0])
    found = {"days": the_day}
    for post in ("investigator", "casework-manager", "head-of-casework", "reader"):
        people.make_post(code=post, title=post.capitalize(), office="An office", wing="casework", by=SYSTEM)
        ref = people.add_officer(username=post, name=f"{post} Example", email=f"{post}@example.org", password=None, by=SYSTEM)
        people.give_post(ref, post=post, starts=date(2026, 4, 1), by=SYSTEM)
        found[post] = actor(ref, on=today())
    rules = [(power.code, Row(f"1.{n}", "investigator", (), "Chases.")) for n, power in enumerate((powers.KEEP, powers.ADOPT), start=1)]
    adopt_scheme(office="An office", number=1, title="Scheme", starts=date(2026, 4, 1), rules=rules, by=SYSTEM)
    load_holidays(years=range(2025, 2029), by=SYSTEM)
    return found


def asked(office, *, about: str = "ER-26-00001", due: date = FRIDAY, ladder: str = "evidence"):
    by = office["investigator"]
    said = {"what": "The log of calls", "asked_of": "Marlbrook Board", "address": "log@board.example"}
    return begin(kind="evidence request", about=about, ladder=ladder, due=due, owner=by.ref, **said, by=by)


def refused(code: str, act, *args, **named) -> None:
    with pytest.raises(Refused) as refusal:
        act(*args, **named)
    assert refusal.value.refusal.code.startswith(code), refusal.value.refusal


def test_the_ladder_climbs_by_working_days_and_stops_when_it_has_come(office):
    chase, by = asked(office), office["investigator"]
    assert (chase.next_number, chase.next_on, chase.due_now) == (1, date(2026, 11, 17), True)
    later = asked(office, about="ER-2", due=date(2026, 12, 11))
    refused("too-early", send, later.ref, by=by)
    office["days"][0] = date(2026, 11, 23)  # a reminder would come too late now, and is passed over
    assert [one.ref for one in queries.due_now()] == [chase.ref]
    refused("another-step", send, chase.ref, step=3, by=by)
    refused("scheme-", send, chase.ref, by=office["reader"])
    chased = send(chase.ref, step=2, by=by)
    refused("sent-today", send, chase.ref, by=by)
    office["days"][0] = date(2026, 11, 27)
    escalated = send(chase.ref, by=by)
    came = answer(chase.ref, on=date(2026, 11, 27), by=by)

    assert [(one.number, one.kind, one.to) for one in came.steps] == [(2, "chaser", "asked"), (3, "escalation", "investigator")]
    assert (chased.next_on, escalated.next_on, came.next, came.state) == (date(2026, 11, 27), date(2026, 12, 4), None, "answered")
    assert b"The log of calls was due from you on 20 November 2026" in documents.content(came.steps[0].document_ref)
    assert queries.due_now() == ()
    refused("wrong-state", send, chase.ref, by=by)
    assert [one.action for one in history("chase", chase.ref)] == ["chase.begun", "chase.sent", "chase.sent", "chase.answered"]


def test_nothing_is_chased_on_a_day_that_is_not_a_working_day(office):
    chase, by = asked(office), office["investigator"]

    for day in (date(2026, 11, 28), date(2026, 11, 29), date(2026, 12, 25)):
        office["days"][0] = day
        refused("not-a-working-day", send, chase.ref, by=by)

    office["days"][0] = date(2026, 11, 30)
    assert send(chase.ref, by=by).steps[0].number == 2


def test_another_day_is_given_and_a_needless_chase_ended_each_with_its_reason(office):
    chase, by = asked(office), office["investigator"]
    refused("chased-already", asked, office)
    refused("no-ladder", asked, office, about="ER-2", ladder="nothing")
    refused("no-reason", give_another_day, chase.ref, due=date(2026, 12, 11), because=" ", by=by)

    moved = give_another_day(chase.ref, due=date(2026, 12, 11), because="They asked for three weeks.", by=by)
    over = end(chase.ref, because="The complaint was withdrawn.", by=by)

    assert (moved.next_number, moved.next_on, over.state) == (1, date(2026, 12, 8), "ended")
    refused("wrong-state", answer, chase.ref, on=FRIDAY, by=by)
    again = asked(office).ref
    assert again != chase.ref  # it may be chased again


def test_a_ladder_is_adopted_from_a_day_and_what_was_begun_keeps_its_own(office):
    before, by = asked(office), office["investigator"]
    rungs = [Rung(0, "reminder", "asked", "{what} is due."), Rung(2, "escalation", "casework-manager", "{what} is late.")]
    named = {"title": "Evidence", "because": "Sooner.", "by": by}

    refused("cannot-run", adopt, "evidence", starts=FRIDAY, rungs=[Rung(1, "chaser", "nobody", "x")], **named)
    refused("in-the-past", adopt, "evidence", starts=date(2026, 11, 19), rungs=rungs, **named)
    refused("scheme-", adopt, "evidence", starts=FRIDAY, rungs=rungs, **(named | {"by": office["reader"]}))
    adopted = adopt("evidence", starts=FRIDAY, rungs=rungs, **named)

    assert (adopted.number, asked(office, about="ER-2").number, queries.chase(before.ref).number) == (1, 1, 0)
    assert queries.ladder_on("evidence", date(2026, 11, 19)).number == 0
    assert history("chase ladder", "evidence")[0].sentence.startswith(
        "Version 1 of the ladder evidence was adopted, from 20 November 2026: on the day"
    )


def test_what_must_never_be_so_of_a_chase_is_refused_by_the_database(office):
    chase, by = asked(office), office["investigator"]
    office["days"][0] = date(2026, 11, 23)
    send(chase.ref, by=by)
    row, event = Chase.objects.get(ref=chase.ref), new_event_id()
    step = {"chase": row, "kind": "chaser", "to": "asked", "document_ref": "D-1", "made_by": event}
    same = {
        "version": 1,
        "kind": "clock",
        "about": "CK-1",
        "ladder": "work",
        "number": 0,
        "due": FRIDAY,
        "owner": "O-1",
        "told_by": event,
        "state": "running",
    }

    for name, wrong in (
        ("a_step_of_a_chase_is_sent_once", lambda: ChaseStep.objects.create(**step, number=2, on=date(2026, 11, 24))),
        ("a_chase_is_sent_one_step_a_day", lambda: ChaseStep.objects.create(**step, number=3, on=date(2026, 11, 23))),
        ("steps_of_a_chase_count_from_one", lambda: ChaseStep.objects.create(**step, number=0, on=date(2026, 11, 25))),
        (
            "a_chase_is_in_a_known_state",
            lambda: Chase.objects.create(ref="CH-1", **same | {"state": "lost", "over_version": 1, "over_on": FRIDAY}),
        ),
        ("a_chase_says_of_what_and_whose", lambda: Chase.objects.create(ref="CH-1", **same | {"about": ""})),
        ("a_chase_that_is_over_says_when", lambda: Chase.objects.create(ref="CH-1", **same | {"state": "ended"})),
        (
            "nothing_is_sent_once_a_chase_is_over",
            lambda: Chase.objects.create(ref="CH-1", **same | {"state": "ended", "sent_version": 3, "over_version": 3, "over_on": FRIDAY}),
        ),
        (
            "a_thing_is_chased_by_one_ladder_at_a_time",
            lambda: Chase.objects.create(ref="CH-1", **same | {"kind": row.kind, "about": row.about}),
        ),
        (
            "a_ladder_has_a_code_and_a_number",
            lambda: ChaseLadder.objects.create(code="x", number=0, starts=FRIDAY, content={}, made_by=event),
        ),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            wrong()
    adopt("work", title="W", starts=FRIDAY + timedelta(days=9), rungs=[Rung(0, "reminder", "asked", "x")], because="y", by=by)
    with pytest.raises(IntegrityError, match="one_version_of_a_ladder_has_a_number"), transaction.atomic():
        ChaseLadder.objects.create(code="work", number=1, starts=FRIDAY, content={}, made_by=event)


def test_whatever_day_somebody_looks_a_ladder_sends_each_step_once_in_order_on_working_days():
    chance = random.Random(38)
    for _ in range(400):
        offsets = sorted(chance.sample(range(-12, 40), chance.randint(1, 6)))
        ladder = Ladder("x", 1, FRIDAY, "X", tuple(Rung(n, chance.choice(("reminder", "chaser")), "asked", "x") for n in offsets))
        due = date(2026, 11, 1) + timedelta(days=chance.randrange(90))
        day, sent = due - timedelta(days=chance.randrange(25)), []
        for _ in range(120):
            after = next_step(ladder, sent[-1] if sent else 0, due, DAYS, on=day)
            if after and after[1] <= day and DAYS.works(day) and chance.random() < 0.7:
                sent.append(after[0])
            day += timedelta(days=1)

        assert sent == sorted(set(sent))
        assert all(DAYS.works(day_of(one, due, DAYS)) for one in ladder.rungs)
        assert [day_of(one, due, DAYS) for one in ladder.rungs] == sorted(day_of(one, due, DAYS) for one in ladder.rungs)
        assert sent[-1] == len(ladder.rungs)  # four months are enough to reach the top


def test_what_is_wrong_with_a_ladder_is_said_and_the_defaults_are_right():
    posts = {"investigator", "casework-manager", "head-of-casework", "ombudsman"}
    one = Rung(1, "chaser", "asked", "x")

    assert all(why_wrong(ladder.rungs, posts=posts) == "" for ladder in DEFAULTS)
    assert "between one and" in why_wrong([], posts=posts)
    assert "later day" in why_wrong([one, one], posts=posts)
    assert "filled in" in why_wrong([Rung(1, "chaser", "asked", "{what.__class__}")], posts=posts)
    assert "neither" in why_wrong([Rung(1, "chaser", "nobody", "x")], posts=posts)
    assert "reminder" in why_wrong([Rung(1, "shout", "asked", "x")], posts=posts)
    assert checks.why_not_adopt.__doc__
