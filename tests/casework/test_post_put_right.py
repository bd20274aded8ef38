"""What was noted of post when it came is put right: the day, the channel, the sender. What follows from it follows, and what was noted at first stays in the record."""

from datetime import timedelta

import pytest

from duly.casework import flow
from duly.casework.correspondence import actions, queries
from duly.casework.flow.putting_post_right import put_post_right
from duly.casework.flow.statutory import clocks_of_item, take_as_request
from duly.core.clocks import actions as clocks
from duly.core.record.clock import today
from duly.core.record.queries import history

pytestmark = pytest.mark.django_db


def said(item, **otherwise):
    """What is noted of an item, some of it otherwise."""
    names = ("channel", "received_on", "sender_name", "sender_address")
    return {name: getattr(item, name) for name in names} | {"because": "The stamp was misread"} | otherwise


@pytest.fixture
def asks(office, mail):
    """A letter that asks for an answer within a week."""
    words = mail("Records", "Dear Ombudsman\n\nYou must reply within 7 days.")
    return flow.register_post("asks.eml", words, received_on=today(), by=office["executive-assistant"])


def test_the_day_is_put_right_and_both_days_stay_in_the_record(office, asks):
    came, by = today() - timedelta(days=1), office["executive-assistant"]

    done = put_post_right(asks.ref, **said(asks, received_on=came, sender_name="Mrs Ada Exemple", channel="letter"), by=by).item

    assert (done.received_on, done.logged_on, done.channel, done.sender_name) == (came, today(), "letter", "Mrs Ada Exemple")
    told = history("post item", asks.ref)[-1]
    assert (told.action, told.facts["received_on"], told.facts["was_received_on"]) == (
        "post.put-right",
        came.isoformat(),
        today().isoformat(),
    )
    assert "from Mrs Ada Exemple" in told.sentence
    assert "from Mrs Ada Example" in told.sentence


def test_days_that_are_counted_from_it_are_counted_again_and_a_false_alarm_stays_one(office, asks):
    came, by = today() - timedelta(days=1), office["executive-assistant"]
    before = {mark.rule: mark.day for mark in asks.marks}
    assert before["deadline"] == today() + timedelta(days=7)

    moved = put_post_right(asks.ref, **said(asks, received_on=came), by=by).item
    assert [mark.day for mark in moved.marks if mark.rule == "deadline"] == [came + timedelta(days=7)]

    actions.unflag(asks.ref, rule="deadline", because="It asks nothing of us", by=office["casework-manager"])
    back = put_post_right(asks.ref, **said(moved, received_on=today()), by=by).item
    assert "deadline" not in {mark.rule for mark in back.marks}


def test_a_clock_that_runs_from_that_day_moves_with_it(office, asks):
    clock = take_as_request(asks.ref, under="foi", by=office["casework-manager"])
    came = today() - timedelta(days=7)  # a day before may be due on the same day: a weekend lies between

    done = put_post_right(asks.ref, **said(asks, received_on=came, why_late="It lay with reception"), by=office["executive-assistant"])

    assert [(one.ref, one.began) for one in done.moved] == [(clock.ref, came)]
    assert clocks_of_item(asks.ref) == done.moved
    assert done.moved[0].due < clock.due
    assert put_post_right(asks.ref, **said(done.item, sender_name="A"), by=office["executive-assistant"]).moved == ()


def test_a_clock_that_could_not_have_begun_that_day_stays_and_is_named(office, asks):
    by = office["casework-manager"]
    clock = take_as_request(asks.ref, under="foi", by=by)
    late = put_post_right(asks.ref, **said(asks, received_on=today() - timedelta(days=1)), by=by).item
    clocks.stop(clock.ref, on=today() - timedelta(days=1), because="We asked which records", by=by)

    done = put_post_right(asks.ref, **said(late, received_on=today()), by=by)

    assert done.moved == ()
    assert done.stays[0].startswith(f"{clock.ref} still runs from ")


def test_the_clock_of_a_letter_before_claim_moves_with_that_letter_and_with_no_other_of_its_day(office, case, mail):
    by, came = office["casework-manager"], today() - timedelta(days=1)
    claim, bins = (
        flow.register_post(f"{words}.eml", mail(words, f"{words}\n\nDear Ombudsman"), received_on=today(), by=office["executive-assistant"])
        for words in ("I shall apply for judicial review", "It is about the bins too")
    )
    for one in (claim, bins):
        flow.link_post(case.ref, item_ref=one.ref, by=office["executive-assistant"])
    clock = flow.letter_before_claim(case.ref, received_on=today(), by=by)

    assert put_post_right(bins.ref, **said(bins, received_on=came), by=by).moved == ()
    assert [(one.ref, one.began) for one in put_post_right(claim.ref, **said(claim, received_on=came), by=by).moved] == [(clock.ref, came)]


def test_a_draft_that_says_it_as_before_is_named(office, asks):
    by = office["executive-assistant"]
    letter = flow.acknowledge(asks.ref, postal="1 High Street\nNorthmere\nNM1 1AA", by=by)  # waits for its print pack

    done = put_post_right(asks.ref, **said(asks, sender_name="Mrs Ada Exemple"), by=by)

    assert done.stays == (f"{letter.ref} still says it as before: put that right too.",)


@pytest.mark.parametrize(
    ("change", "who", "code"),
    [
        ({"received_on": lambda: today() + timedelta(days=1)}, "executive-assistant", "not-yet"),
        ({"received_on": today() - timedelta(days=9)}, "executive-assistant", "why-late"),
        ({"channel": "pigeon"}, "executive-assistant", "channel"),
        ({}, "executive-assistant", "nothing-new"),
        ({"sender_name": "A", "because": " "}, "executive-assistant", "because"),
        ({"sender_name": "A"}, "investigator", "scheme-no-row"),
    ],
)
def test_it_is_not_put_right_into_nonsense_nor_without_a_reason(office, asks, refused, change, who, code):
    change = {name: one() if callable(one) else one for name, one in change.items()}
    assert refused(lambda: put_post_right(asks.ref, **said(asks, **change), by=office[who])).code == code
    assert queries.item(asks.ref) == asks


def test_post_that_turns_out_late_says_why(office, asks):
    came, by = today() - timedelta(days=9), office["executive-assistant"]

    late = put_post_right(asks.ref, **said(asks, received_on=came), why_late="It lay in another tray", by=by).item
    assert (late.late, late.why_late) == (True, "It lay in another tray")

    right = put_post_right(asks.ref, **said(late, received_on=today()), by=by).item
    assert (right.late, right.why_late) == (False, "")


def test_on_its_page_what_moves_is_said_first_and_then_done(office, asks, at_desk):
    take_as_request(asks.ref, under="foi", by=office["casework-manager"])
    desk, page = at_desk("casework-manager"), f"/post/{asks.ref}/"

    before = desk.get(page).text
    assert "runs from that day, and moves with it." in before
    assert "At first noted as" not in before
    done = desk.post(f"{page}put-right/", said(asks, received_on=(today() - timedelta(days=1)).isoformat()), follow=True)

    assert f"{asks.ref} is put right." in done.text
    assert "runs from" in done.text
    assert f"At first noted as {asks.channel}, received on " in done.text
    assert desk.post(f"{page}put-right/", {"received_on": "the 3rd"}).status_code == 422
