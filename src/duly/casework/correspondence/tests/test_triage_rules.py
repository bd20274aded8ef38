"""The rules of triage find every planted trigger, mark the very words, and their false alarms are known by name. No database is asked."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duly.casework.correspondence.rules.arrival import places
from duly.casework.correspondence.rules.days import day_in
from duly.casework.correspondence.rules.first import FIRST
from duly.casework.correspondence.rules.ruleset import rule_set, why_not_rules
from duly.casework.correspondence.rules.suggesting import CaseFound, Earlier, alike, suggest
from duly.casework.correspondence.rules.watching import Arrived, Rule, marks
from duly.casework.correspondence.tests.planted import FALSE_ALARMS, PLANTED, RECEIVED


def _found(one):
    return marks(FIRST.rules, Arrived(one.sender, one.subject, one.text, RECEIVED))


def test_every_planted_trigger_is_found_with_its_day():
    for one in PLANTED:
        found = _found(one)
        assert set(one.flags) <= {mark.rule for mark in found}, one.text
        assert one.day is None or one.day in {mark.day for mark in found}, (one.text, found)


def test_false_alarms_are_counted_and_listed():
    alarms = {(one.text, mark.rule) for one in PLANTED for mark in _found(one) if mark.rule not in one.flags}

    assert {(next((begins for begins, _ in FALSE_ALARMS if text.startswith(begins)), text), rule) for text, rule in alarms} == FALSE_ALARMS
    assert len(alarms) == 3


FILLER = st.text(alphabet="bcdfgz .,;\n", max_size=40).filter(lambda text: "\n\n" not in text and not text.strip(" .,;\n").startswith("\n"))
PHRASES = [(rule, phrase) for rule in FIRST.rules for phrase in rule.phrases if not {"~", "#", "<day>"} & set(phrase.split())]


@settings(max_examples=150, deadline=None)
@given(
    planted=st.sampled_from(PHRASES),
    before=st.lists(FILLER, max_size=3),
    gap=st.sampled_from([" ", "  ", "\n", " \n"]),
    case=st.sampled_from([str.lower, str.upper, str]),
    ending=st.sampled_from([".", ",", "", "?", "”"]),
)
def test_a_phrase_is_found_wherever_it_stands_and_the_mark_covers_its_very_words(planted, before, gap, case, ending):
    rule, phrase = planted
    written = case(gap.join(one.split("|")[0] for one in phrase.replace("*", "").split()))
    text = "\n\n".join([*before, f"Zzz {written}{ending} zzz"])

    found = marks((rule,), Arrived("", "", text, RECEIVED))

    assert found
    for mark in found:
        words = next(p.words for p in places("", "", text) if (p.where, p.page, p.paragraph) == (mark.where, mark.page, mark.paragraph))
        assert words[mark.start : mark.end].split() == written.split()


def test_marks_say_page_and_paragraph_and_the_subject_and_the_sender():
    letter = Arrived("Delyth Hallam <hallam@parliament.uk>", "Judicial review", "Dear all\n\nOne.\fTwo.\n\nThe coroner wrote.", RECEIVED)

    found = {(mark.rule, mark.where, mark.page, mark.paragraph) for mark in marks(FIRST.rules, letter)}

    assert found == {("mp", "sender", 0, 0), ("judicial-review", "subject", 0, 0), ("death", "text", 2, 2)}


def test_what_is_watched_is_marked_wherever_it_stands():
    found = marks(
        (),
        Arrived("Mr Idris Cole <cole@post.example>", "PSO-2024-00017", "Nothing."[:7], RECEIVED),
        watched=("PSO-2024-00017", "Idris Cole"),
    )

    assert [(mark.where, mark.rule, mark.urgent) for mark in found] == [("sender", "watched", True), ("subject", "watched", True)]


def test_a_day_gone_by_is_no_deadline():
    rule = next(rule for rule in FIRST.rules if rule.code == "deadline")
    said = Arrived("", "", "Answer by 9 November 2026.", RECEIVED)

    assert marks((rule,), said)
    assert not marks((rule,), Arrived("", "", said.text, RECEIVED + timedelta(days=1)))


@pytest.mark.parametrize(
    ("flags", "goes"),
    [
        ("I feel suicidal, and my MP knows", ("allocate", "Casework team", "casework-manager")),
        ("I am a journalist", ("direct", "Press office", "head-of-casework")),
        ("Our MP asked", ("direct", "Parliamentary desk", "casework-manager")),
        ("Thank you", ("direct", "Customer care", "")),
    ],
)
def test_the_first_route_that_suits_is_suggested_and_says_why(flags, goes):
    found = marks(FIRST.rules, Arrived("", "", flags, RECEIVED))

    made = suggest(FIRST, found, (), where=["page 1, paragraph 1"] * len(found))

    assert (made.way, made.direct_to, made.alert) == goes
    assert made.next_action
    assert made.reasons
    assert bool(made.note) == bool(made.alert)


def test_only_a_sure_case_is_taken_for_granted_and_two_of_them_are_none():
    sure, other = CaseFound("PSO-2026-00001", "it names it", True), CaseFound("PSO-2026-00002", "it names it", True)
    maybe = CaseFound("PSO-2026-00003", "same name", False)

    assert suggest(FIRST, (), (sure, maybe)).case_ref == "PSO-2026-00001"
    assert suggest(FIRST, (), (sure, other)).case_ref == ""
    assert suggest(FIRST, (), (maybe,)).case_ref == ""
    assert suggest(FIRST, (), (sure,)).to_case_owner
    assert not suggest(FIRST, (), (maybe,)).to_case_owner


def test_a_letter_that_reads_like_another_is_likely_of_its_case():
    text = "I wrote in March about damp in my daughter's room and was told to wait for the council. I have waited since then."
    before = Earlier("P-26-00001", "PSO-2026-00001", "Damp", text)

    assert alike("Damp again", text.replace("since then", "all summer"), (before,)).case_ref == "PSO-2026-00001"
    assert alike("Bins", "The bins were not collected for three weeks although I rang the council about it each Monday.", (before,)) is None
    assert alike("Damp", "Yes.", (before,)) is None


def test_rules_survive_being_kept_as_data_and_faults_in_them_are_named():
    data = FIRST.as_data()

    assert rule_set(1, data) == FIRST
    assert why_not_rules(data) is None
    assert "no way to triage" in why_not_rules(data | {"routes": [{"way": "burn", "next_action": "x"}]}).because
    assert "stands twice" in why_not_rules(data | {"rules": [*data["rules"], data["rules"][0]]}).because
    assert "looks for nothing" in why_not_rules(data | {"rules": [{"code": "a", "word": "A", "tone": ""}]}).because
    assert "only a gap" in why_not_rules(data | {"rules": [{"code": "a", "word": "A", "tone": "", "phrases": ["~"]}]}).because
    for odd in (None, [], {"rules": 1}, data | {"rules": [{"code": "a", "colour": "red"}]}, data | {"rules": [{"code": 1}]}):
        assert why_not_rules(odd).code == "rules"


@pytest.mark.parametrize(
    ("phrase", "words", "found"),
    [
        ("lost my|our mum|dad", "We lost our dad in May.", "lost our dad"),
        ("lost my|our mum|dad", "We lost their dad.", ""),
        ("lost my|our mum|dad", "We lost our dads.", ""),
        ("hit ~ mum", "He hit and kicked my mum.", "hit and kicked my mum"),
        ("hit ~ mum", "He hit and he kicked at my mum.", ""),
        ("hit ~ ~ mum", "He hit and he kicked at my mum.", "hit and he kicked at my mum"),
        ("hit ~ mum", "He hit it. My mum saw.", ""),
        ("by <day>|noon", "By noon, or by 4 May.", "By noon"),
        ("by <day>", "By Friday's standards it was short.", ""),
    ],
)
def test_a_choice_of_words_and_a_gap_within_a_sentence_are_found(phrase, words, found):
    mark = next(iter(marks((Rule("one", "One", "", phrases=(phrase,)),), Arrived("", "", words, RECEIVED))), None)

    assert (words[mark.start : mark.end] if mark else "") == found


def test_a_choice_with_a_word_left_out_is_refused_as_it_would_match_everywhere():
    data = FIRST.as_data()

    for phrase in ("lost my||our mum", "|mum", "mum|"):
        assert (
            why_not_rules(data | {"rules": [*data["rules"], {"code": "a", "word": "A", "tone": "", "phrases": [phrase]}]}).code == "rules"
        )


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("by Friday week", date(2026, 12, 4)),
        ("by Friday", date(2026, 11, 27)),
        ("by Monday fortnight", date(2026, 12, 14)),
        ("by the 30th", date(2026, 11, 30)),
        ("by the 22nd", date(2026, 12, 22)),
        ("by the 31st", date(2026, 12, 31)),
        ("on the 2nd floor", None),
        ("by tonight", date(2026, 11, 23)),
        ("by the 3rd of December", date(2026, 12, 3)),
    ],
)
def test_days_are_read_as_people_say_them(said, day):
    assert day_in(said, received=date(2026, 11, 23)) == day


def test_no_letter_takes_long_to_look_at():
    phrase = Rule("gap", "Gap", "", phrases=("a ~ b ~ c", "aa* <day>"))
    hostile = Arrived("", "", "a " * 20_000 + "\n\n" + "aaaa" * 5_000, date(2026, 1, 1))

    assert marks((*FIRST.rules, phrase), hostile) == ()
