"""Everything planted in the invented ombudsman's office was found in it, and false alarms are counted and listed."""

from collections import Counter
from datetime import date, timedelta

import pytest

from duly.casework.cases import queries as cases
from duly.casework.cases.states import STALE_DAYS
from duly.casework.correspondence import queries as post
from duly.casework.correspondence.rules.first import FIRST
from duly.casework.correspondence.rules.watching import Arrived, marks
from duly.core.people import queries as people
from duly.core.record.clock import today
from duly.core.scheme.queries import instruments, stand_ins
from duly.office.practice import second_scheme
from duly.office.practice.letterbox import finding, working
from duly.office.practice.letterbox.inventing import invent, watch_begins
from duly.office.practice.letterbox.mailing import as_mail, as_picture, as_scan
from duly.office.practice.letterbox.papers import DEFECTS
from duly.office.practice.letterbox.planted import OFFICES, STANDING, WATCHED
from duly.office.practice.letterbox.words import FIRES

DAYS = (date(2026, 11, 23), date(2027, 2, 28), date(2028, 2, 29))


@pytest.mark.parametrize("size", OFFICES)
@pytest.mark.parametrize("day", DAYS)
def test_each_invented_letter_says_what_its_kind_plants_and_nothing_else(size, day):
    office = OFFICES[size]
    letters = invent(office, today=day)
    fires = dict(FIRES)

    for n, one in enumerate(letters):
        watched = (WATCHED,) if n >= watch_begins(letters, office) else ()
        found = marks(
            FIRST.rules, Arrived(f"{one.sender_name} <{one.sender_address}>", one.subject, one.text, one.received_on), watched=watched
        )
        wanted = set() if one.kind in ("beyond the words", "before the watch") else set(one.flags)
        if one.kind == "false alarm":
            wanted = {fires[one.paragraphs[2]]}
        assert {mark.rule for mark in found} == wanted, (one.kind, one.text)
        assert not one.ahead or one.received_on + timedelta(days=one.ahead) in {mark.day for mark in found}, one.text


@pytest.mark.parametrize("size", OFFICES)
def test_so_many_of_each_kind_are_planted_as_the_table_says(size):
    office = OFFICES[size]
    letters = invent(office, today=DAYS[0])

    kinds = Counter(one.kind for one in letters)

    assert len(letters) == office.items == len({one.key for one in letters})
    assert {kind: kinds[kind] for kind in office.triggers} == office.triggers
    assert (kinds["quiet"], kinds["false alarm"], kinds["plain"]) == (office.quiet_decoys, office.false_alarms, office.plain)
    assert {one.way for one in letters} >= {"e-mail", "mailbox", "letter", "portal", "phone", "scan", "picture"}
    assert (letters[-1].received_on - letters[0].received_on).days > office.weeks * 7 - 7


def test_the_same_seed_and_day_give_the_same_bytes_and_another_seed_others():
    office = OFFICES["small"]

    first, again, other = (invent(office, today=DAYS[0], seed=seed) for seed in (1, 1, 2))

    assert [as_mail(one) for one in first] == [as_mail(one) for one in again]
    assert [one.key for one in first] != [one.key for one in other]


@pytest.mark.parametrize("make", [as_mail, as_scan, as_picture])
def test_no_two_letters_are_the_same_bytes(make):
    letters = invent(OFFICES["full"], today=DAYS[0])

    assert len({make(one) for one in letters[:60]}) == 60


def test_every_planted_trigger_was_found_in_the_office_as_made(worked, record_property):
    office, letters, items = working.played()

    told = finding.counted(letters, items)

    assert office is OFFICES[worked]
    assert told.missed == ()
    assert told.found == told.planted
    assert all(told.planted[kind] >= many for kind, many in office.triggers.items())
    assert told.planted[STANDING] == office.triggers[STANDING]
    assert told.found_later == office.before_the_watch
    waits = {one.ref for one in items.values() if one.state == "registered"}
    assert told.by_hand == sum(one.kind == "beyond the words" and items[one.number].ref not in waits for one in letters)
    record_property("counted", f"an ombudsman's post: {finding.in_a_word(told, len(letters))}; missed: none")


def test_false_alarms_are_those_that_were_planted_counted_and_listed(worked):
    office, letters, items = working.played()

    told = finding.counted(letters, items)

    assert told.not_expected == ()
    assert len(told.false_alarms) == office.false_alarms
    said = post.false_alarms()
    assert {one.ref for one in said} <= {items[one.number].ref for one in letters if one.kind == "false alarm"}
    assert sum(false for _, false, _ in post.misses().values()) == len(said)


def test_letters_of_before_the_watch_are_listed_as_missed(worked):
    _, letters, items = working.played()

    listed = {seen.ref for seen, _ in post.missed(on=max(one.received_on for one in letters), limit=1_000)}

    assert {items[one.number].ref for one in letters if one.kind == "before the watch"} <= listed


def test_every_planted_defect_was_found_in_the_papers_as_put_up_and_nothing_else(worked, record_property):
    office, *_ = working.played()

    told = finding.checked(office)

    assert told.missed == ()
    assert told.false_alarms == ()
    assert told.found == told.planted == office.defects_of_each * len(DEFECTS)
    record_property(
        "counted",
        f"papers for decision: {told.planted} defects of {len(DEFECTS)} kinds, all found, 0 false alarms in {office.sound_papers} sound ones",
    )


def test_the_office_has_so_many_cases_live_and_closed_as_the_table_says(worked):
    office, *_ = working.played()
    live = cases.open_cases()

    assert (len(live), cases.by_stage()["closed"]) == (office.live, office.closed)
    assert {one.stage for one in live} == {"assessment", "investigation"}
    assert all(one.owner and one.next_action for one in live)
    assert {one.due is None or one.due < today() for one in live} == {True, False}
    assert any(one.touched_on and one.touched_on < today() - timedelta(days=STALE_DAYS) for one in live)


def test_eight_posts_are_filled_one_is_away_one_stands_in_and_the_second_scheme_is_in_force(worked):
    in_post = {one.code for one in people.everyone_in_post(on=today())}
    (scheme,) = instruments(on=today())

    assert len(in_post) == 8
    assert people.away(on=today()) == {one.officer_ref for one in people.everyone_in_post(on=today()) if one.code == second_scheme.POST}
    assert (scheme.number, scheme.starts) == (2, second_scheme.STARTS)
    assert {row.post for _, row in scheme.rules} == in_post
    assert {one.post: one.counts for one in stand_ins(since=today())} == {second_scheme.POST: True, "ombudsman": False}
