"""Everything planted in the invented ombudsman's office was found in it, and false alarms are counted and listed."""

from collections import Counter
from datetime import date, timedelta

import pytest

from duly.casework.correspondence import queries as post
from duly.casework.correspondence.rules.first import FIRST
from duly.casework.correspondence.rules.watching import Arrived, marks
from duly.office.practice.letterbox import finding, working
from duly.office.practice.letterbox.inventing import invent, watch_begins
from duly.office.practice.letterbox.mailing import as_mail
from duly.office.practice.letterbox.planted import OFFICES, STANDING, WATCHED
from duly.office.practice.letterbox.words import FIRES

DAYS = (date(2026, 11, 23), date(2027, 2, 28), date(2028, 2, 29))


@pytest.mark.parametrize("size", OFFICES)
@pytest.mark.parametrize("today", DAYS)
def test_each_invented_letter_says_what_its_kind_plants_and_nothing_else(size, today):
    office = OFFICES[size]
    letters = invent(office, today=today)
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
    print(finding.in_a_word(told, len(letters)))


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
