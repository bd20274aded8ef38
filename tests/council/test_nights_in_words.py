"""What is said of a week in a care home speaks of nights, and never of visits or minutes."""

import pytest

from duly.office.practice.invented import SIZES, invent
from duly.office.practice.invented.frozen import inputs_of
from duly.payments.validation.explain import called, is_by_night, sentences, table
from duly.payments.validation.judging import freeze, judge_frozen
from duly.payments.validation.nights.seen import nights_of
from duly.payments.validation.nights.words import NOT_ASKED, WORDS

OF_VISITS = (" min", " h ", "an hour", "visit", "last call", "calls")


@pytest.fixture(scope="module")
def judged(tmp_path_factory):
    council, folder = invent(SIZES["small"]), tmp_path_factory.mktemp("judged")
    freeze(inputs_of(council), folder, weeks=(*council.weeks, *council.ahead))
    return council, folder, [one for one in judge_frozen(folder).line_weeks if is_by_night(one)]


def test_every_sentence_of_nights_is_true_of_nights(judged):
    _, _, found = judged
    said = [sentence for one in found for to in ("officer", "provider") for sentence in sentences(one, to=to)]

    assert len(said) > 80
    assert [s for s in said if any(word in s for word in OF_VISITS)] == []
    assert {code for one in found for code in one.codes} & NOT_ASKED == set()


def test_a_cut_of_nights_says_how_many(judged):
    _, _, found = judged
    away = next(one for one in found if one.codes == (501,) and one.person_ref)
    nights = next(cut.nights for cut in away.cuts if cut.cause == "501")

    assert f"away for {nights} night" in sentences(away, to="officer")[0]
    assert called(away, 207) == WORDS[207].title != "Visits while care was interrupted"
    assert any(row.nights == -nights for row in table(away))


def test_the_nights_are_read_again_as_they_were_judged(judged):
    council, folder, found = judged
    lines = {line.line_ref: line for line in council.lines}
    terms = {contract.contract_ref: contract.terms for contract in council.contracts}
    seen = 0
    for one in found:
        if one.line_ref and one.decision in ("CLEAN", "TRIMMED"):
            line = lines[one.line_ref]
            nights = nights_of(folder / "nights", line, terms[line.contract_ref], one.week)
            assert sum(night.standing in ("occupied", "after death") for night in nights) == one.delivered_nights
            assert min(sum(night.payable for night in nights), one.claimed_nights) >= one.payable_nights
            seen += 1
            if seen == 25:
                break
    assert seen == 25
