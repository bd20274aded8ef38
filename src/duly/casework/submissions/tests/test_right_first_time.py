"""The right-first-time checks on a labelled set: every planted fault is found where it is, and false alarms are counted and listed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from duly.casework.adjudication.rules import DEFAULT, why_not_a_scale
from duly.casework.submissions import rules
from duly.casework.submissions.rules.reading import DAYS, MONTHS, days, edits, sentences, sums, words_in
from duly.casework.submissions.tests.papers import HARTLEY, PLANTED, SOUND, TODAY

FALSE_ALARMS: tuple[str, ...] = ()
"""What is found in sound papers and should not be. It is listed here, never left uncounted."""


def _found(paper):
    return tuple(finding for result in rules.run(paper) for finding in result.findings)


@pytest.mark.parametrize("planted", PLANTED, ids=lambda one: one.name)
def test_every_planted_fault_is_found_where_it_is(planted):
    assert (planted.code, planted.paragraph) in {(one.code, one.paragraph) for one in _found(planted.paper)}


def test_false_alarms_in_sound_papers_are_those_that_are_listed():
    alarms = tuple(f"{name}: {one.code} {one.quoted or one.says}" for name, paper in SOUND.items() for one in _found(paper))

    assert alarms == FALSE_ALARMS


def test_a_planted_fault_raises_no_other_alarm_than_what_follows_from_it():
    follows = {  # what was planted, and what else it rightly says
        "a remedy above its level": {"remedy-differs"},
        "a payment where none is put up": set(),
        "another person's paper": {"title", "not-heard"},  # and that one was not heard
        "the wrong weekday, short": set(),
    }
    other = {
        one.name: codes for one in PLANTED if (codes := {f.code for f in _found(one.paper)} - {one.code} - follows.get(one.name, set()))
    }

    assert other == {}


def test_every_code_a_check_can_give_is_planted():
    assert {one.code for one in PLANTED} == {
        *(
            "remedy-differs",
            "remedy-not-stated",
            "outside-band",
            "level-unknown",
            "levels-differ",
            "level-not-cited",
            "not-listed",
            "not-cited",
        ),
        *("does-not-open", "no-evidence", "comment", "point", "name", "title", "body-not-named", "complainant-not-named", "reference"),
        *(
            "no-such-day",
            "weekday",
            "past",
            "no-owner",
            "no-date",
            "nobody",
            "points-nowhere",
            "points-wrong",
            "wrong-signer",
            "placeholder",
            "long",
        ),
        *("pays-though-not-upheld", "not-heard", "risk-not-looked-at", "outcome-not-as-found", "outcome-not-said"),
    }


def test_what_is_found_is_quoted_from_the_paragraph_it_is_in():
    for planted in PLANTED:
        for one in _found(planted.paper):
            if one.paragraph and one.quoted and one.code not in ("comment", "point"):
                assert one.quoted in planted.paper.paragraphs[one.paragraph - 1], planted.name


def test_fourteen_checks_are_counted_and_the_gravest_come_first():
    told = rules.run(next(one.paper for one in PLANTED if one.name == "another sum in the list"))

    assert rules.counted(told) == "13 of 14 checks pass"
    assert told[0].code == "remedy"
    assert told[0].findings[0].says == "£1,250 at paragraph 6; the remedy put up is £1,500."
    assert "All 2 evidence references open and are cited" in [one.says for one in told]


@settings(max_examples=60, deadline=None)
@given(st.integers(min_value=1, max_value=10_000_000))
def test_a_sum_recommended_is_found_unless_it_is_the_remedy(pence):
    paper = replace(HARTLEY, ask=f"Recommend a remedy of £{pence // 100:,}.{pence % 100:02d}")

    assert any(one.code == "remedy-differs" and one.paragraph == 0 for one in _found(paper)) == (pence != HARTLEY.remedy_pence)


@settings(max_examples=60, deadline=None)
@given(st.dates(date(1990, 1, 1), date(2060, 12, 31)), st.integers(0, 6))
def test_a_weekday_is_found_wrong_when_it_is_and_only_then(day, weekday):
    said = f"It was {DAYS[weekday].capitalize()} {day.day} {MONTHS[day.month - 1].capitalize()} {day.year}."

    assert days(said)[0].day == day
    wrong = [one for one in _found(replace(HARTLEY, paragraphs=(*HARTLEY.paragraphs, said))) if one.code == "weekday"]
    assert bool(wrong) == (weekday != day.weekday())


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 90))
@example(40)
@example(41)
def test_a_sentence_is_long_over_forty_words_and_not_before(words):
    paper = replace(HARTLEY, paragraphs=(*HARTLEY.paragraphs, " ".join(["word"] * words) + "."))

    assert any(one.code == "long" and one.paragraph == 9 for one in _found(paper)) == (words > 40)


@settings(max_examples=60, deadline=None)
@given(st.text("abcdef", min_size=1, max_size=8), st.text("abcdef", min_size=1, max_size=8))
def test_the_distance_of_two_words_is_the_same_both_ways_and_nothing_only_for_the_same_word(one, other):
    assert edits(one, other, 9) == edits(other, one, 9)
    assert (edits(one, other, 9) == 0) == (one == other)
    assert edits(one, other, 1) == min(edits(one, other, 9), 2)


def test_a_paper_is_held_to_the_scale_by_which_the_case_is_adjudicated_and_its_bands_hold_their_edges():
    assert HARTLEY.scale is DEFAULT
    assert why_not_a_scale(DEFAULT.bands) == ""
    third = DEFAULT.band(3)
    assert (third.least_pence, third.most_pence, third.verify) == (50_000, 95_000, False)
    assert (third.holds(50_000), third.holds(95_000), third.holds(96_000)) == (True, True, False)
    four = DEFAULT.band(4)
    between = f"No level holds it: it lies between level 3, which is {third.says} and level 4, which is {four.says}."
    assert DEFAULT.where(96_000) == between
    assert DEFAULT.where(95_000) == f"It is within level 3, which is {third.says}."


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2_000_000))
def test_every_amount_is_within_one_level_or_said_to_lie_beside_those_that_it_is_between(pence):
    holding = [one for one in DEFAULT.bands if one.holds(pence)]

    said = DEFAULT.where(pence)

    assert len(holding) <= 1
    assert said.startswith("It is within" if holding else "No level holds it: it lies between")
    assert all(f"level {one.level}," in said for one in holding)


def test_a_day_to_comply_by_is_past_the_day_after_it():
    paper = replace(HARTLEY, paragraphs=(*HARTLEY.paragraphs, "The board should write by 9 November 2026."))

    assert not any(one.code == "past" for one in _found(replace(paper, today=TODAY)))
    assert any(one.code == "past" for one in _found(replace(paper, today=TODAY + timedelta(days=1))))


def test_sentences_end_where_people_end_them():
    assert sentences("Dr. Marsh wrote, e.g. on Monday. The trust replied.") == ("Dr. Marsh wrote, e.g. on Monday.", "The trust replied.")
    assert sentences("It should: (a) apologise; (b) pay £1,500.") == ("It should:", "(a) apologise;", "(b) pay £1,500.")
    assert words_in("One - two, three (E4).") == 4
    assert [one.pence for one in sums("£1,121.40, £2.5 million and £3k")] == [112_140, 250_000_000, 300_000]
