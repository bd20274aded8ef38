"""The summary of the practice copy says where what was found is not what was planted."""

from collections import Counter
from dataclasses import dataclass, replace
from types import SimpleNamespace

import pytest

from duly.cli import exits, serving
from duly.office.practice import figures
from duly.office.practice.invented import SIZES, invent


@dataclass(frozen=True)
class Seen:
    """A line-week as an exception tells it."""

    provider_ref: str
    person_ref: str
    service: str
    codes: tuple[int, ...]
    decision: str


@dataclass(frozen=True)
class Summary:
    """A judgement in figures."""

    ref: str
    codes: tuple[tuple[int, int], ...]
    decisions: tuple[tuple[str, int], ...]


@pytest.fixture(scope="module")
def council():
    return invent(SIZES["small"])


def judged_as(council, monkeypatch, change=lambda seen: seen, standing="JG-1"):
    """What is said of the newest week where it was judged as it was planted, but for a change."""
    week = council.weeks[-1]
    planted = [p for p in council.planted if p.week == week]
    seen = change([Seen(p.provider_ref, p.person_ref, p.service, p.codes, p.decision) for p in planted if p.codes])
    decisions = Counter(p.decision for p in planted if p.decision and not p.codes) + Counter(one.decision for one in seen)
    decisions["CLEAN"] += sum(key[0] == week for key in council.clean)
    codes = Counter(code for one in seen for code in one.codes)
    known = SimpleNamespace(current_judgement_ref=lambda _: standing, exceptions=lambda _: seen)
    monkeypatch.setattr(figures, "judged", known)
    return figures.wrong_in(council, week, Summary("JG-1", tuple(codes.items()), tuple(decisions.items())))


def test_a_week_found_as_planted_says_nothing(council, monkeypatch):
    assert judged_as(council, monkeypatch) == []


def test_something_planted_and_not_found_is_said(council, monkeypatch):
    wrong = judged_as(council, monkeypatch, lambda seen: [one for one in seen if one.codes != (503,)])

    assert "2026-W45: code 503, planted 3, found 0" in wrong
    assert any("planted nights-of-a-home-without-a-return, found nothing" in sentence for sentence in wrong)


def test_something_found_and_not_planted_is_said(council, monkeypatch):
    line = council.lines[0]
    more = Seen(line.provider_ref, line.person_ref, line.service, (401,), "HELD")

    wrong = judged_as(council, monkeypatch, lambda seen: [*seen, more])

    assert any(sentence.endswith("planted nothing, found 401") for sentence in wrong)


def exchanged(seen):
    """Two line-weeks with each other's codes: the counts are as planted."""
    one, other = (next(x for x in seen if x.codes == codes) for codes in ((401,), (411,)))
    theirs = {one: replace(one, codes=other.codes, decision=other.decision), other: replace(other, codes=one.codes, decision=one.decision)}
    return [theirs.get(x, x) for x in seen]


def test_two_that_stand_for_each_other_are_said_while_the_first_judgement_stands(council, monkeypatch):
    assert len(judged_as(council, monkeypatch, exchanged)) == 2
    assert judged_as(council, monkeypatch, exchanged, standing="JG-2") == []


def test_a_demo_that_found_otherwise_ends_so(monkeypatch, capsys):
    assert serving.ended({"planted": "all found"}) == exits.DONE

    assert serving.ended({"not as planted": ["2026-W45: code 503, planted 3, found 0"]}) == exits.NOT_VERIFIED
    assert "code 503, planted 3, found 0" in capsys.readouterr().err
