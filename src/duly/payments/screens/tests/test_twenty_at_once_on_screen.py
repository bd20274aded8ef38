"""Twenty exceptions alike, decided in one go: each effect said before, each outcome after; and the week's control total above them."""

import html
import re
from collections import Counter
from datetime import date
from urllib.parse import urlencode

import pytest

from duly.core.jobs.actions import run as do_job
from duly.core.record.queries import how_many
from duly.payments import flow
from duly.payments.invoices.queries import claimed_for, claims_for
from duly.payments.screens.tests.conftest import WEEK, take_in
from duly.payments.validation import queries
from duly.payments.validation.queries import ExceptionSeen
from duly.primitives.money import pounds
from tests.offices.office import make_office

ALIKE = 20
BENCH = "/exceptions/?week=2026-W45"


@pytest.fixture
def twenty(office) -> list[ExceptionSeen]:
    """A provider of whose people twenty were each visited for an hour more than planned, the hour claimed."""
    take_in(make_office(7, providers=1, people=ALIKE + 4, weeks=1, faults=("hour-over-plan",), times=ALIKE), office)
    do_job(flow.ask_to_judge(WEEK, by=office["tom"]))
    found = list(queries.exceptions(WEEK, only_undecided=True))
    assert {(one.provider_ref, one.codes) for one in found} == {(found[0].provider_ref, (401,))}
    assert len(found) == ALIKE
    return found


def as_text(answer) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


def rows_of(answer, caption: str) -> list[list[str]]:
    """The cells of the table of that caption, row by row."""
    table = next(one for one in re.findall(r"<table.*?</table>", answer.content.decode(), re.S) if caption in one)
    body = table.partition("<tbody")[2].partition("</tbody>")[0]
    return [
        [html.unescape(re.sub(r"<[^>]+>", "", cell)).strip() for cell in re.findall(r"<td[^>]*>(.*?)</td>", row, re.S)]
        for row in re.findall(r"<tr.*?</tr>", body, re.S)
    ]


def test_twenty_alike_are_previewed_decided_and_each_outcome_said_also_of_the_one_that_fails(at_desk, office, twenty):
    tom, joan = at_desk("tom"), at_desk("joan")
    lines = [one.assessed_id for one in twenty]
    address = f"/exceptions/together/?{urlencode({'week': '2026-W45', 'line': lines}, doseq=True)}"

    effects = rows_of(tom.get(address), "What each way would pay")
    taken = twenty[7]
    joan.post(BENCH, {"row": taken.assessed_id, "choice": "hold", "reason": "51", "note": "", "seen": ""})
    before = how_many()
    told = tom.post(address, {"line": lines, "choice": "pay_entitled", "reason": "21", "note": ""})
    outcomes = rows_of(told, "What became of each")

    assert [row[2:4] for row in effects] == [[pounds(one.claimed_pence), pounds(one.entitled_pence)] for one in twenty]
    assert len(outcomes) == ALIKE
    assert [row[2] for row in outcomes] == ["Not decided" if one is taken else "Pay as agreed" for one in twenty]
    assert [row[3] for row in outcomes] == ["–" if one is taken else pounds(one.entitled_pence) for one in twenty]
    assert "decided" in outcomes[7][4], "and why it was not"
    assert "19 of 20 decided" in as_text(told)
    assert how_many() == before + ALIKE - 1, "one event a decision, and none for the one that was not made"
    assert not queries.exceptions(WEEK, only_undecided=True)


def test_the_strip_says_whether_what_was_judged_is_what_is_claimed_now_and_when_the_week_is_paid(at_desk, office, judged):
    tom, care = at_desk("tom"), queries.exceptions(WEEK)[0]
    total, many = claimed_for(WEEK).pence, claimed_for(WEEK).invoices
    at_first = as_text(tom.get(BENCH))
    more = f"invoice,line,provider,person,service,week_starting,minutes,rate,amount\nLATE-1,1,{care.provider_ref},{care.person_ref},{care.service},2026-11-02,60,20.00,20.00\n"
    assert flow.IMPORTS["invoices"]("late.csv", more.encode(), care.provider_ref, office["tom"]).accepted
    flow.draft_run(category="HC", week=WEEK, pay_date=date(2026, 11, 13), by=office["tom"])

    after = as_text(tom.get(BENCH))

    assert total + 20_00 == claimed_for(WEEK).pence == sum(claim.pence for claim in claims_for(WEEK)), (
        "the cheap question and the plain one"
    )
    assert f"Claimed, {many} invoice" in at_first
    assert f"£{pounds(total)}" in at_first
    assert "Control total agrees" in at_first
    assert "Pays" not in at_first.partition("Let through")[0]
    assert "Control total differs: £20.00 more is claimed now. Judge the week again." in after
    assert f"Claimed, {many + 1} invoices" in after
    assert "(2026-W45). Pays Fri 13 Nov" in after


def test_lines_ticked_of_several_rules_are_decided_rule_by_rule_without_being_ticked_again(at_desk, judged):
    tom, found = at_desk("tom"), queries.exceptions(WEEK, only_undecided=True)
    rules = Counter(queries.rule_of(one.codes) for one in found)
    assert len(rules) > 1, "the council's week has more than one rule"
    address = f"/exceptions/together/?{urlencode({'week': '2026-W45', 'line': [one.assessed_id for one in found]}, doseq=True)}"

    def asked(page) -> list[int]:
        return [int(number) for number in re.findall(r'name="line" value="(\d+)"', page.content.decode())]

    page, decided, left = tom.get(address), [], len(found)
    assert len(asked(page)) == max(rules.values()), "those most alike come first"
    for turn in range(len(rules)):
        lines = asked(page)
        assert {queries.rule_of(one.codes) for one in found if one.assessed_id in lines} == {
            queries.rule_of(next(one.codes for one in found if one.assessed_id == lines[0]))
        }
        told = tom.post(address, {"line": lines, "choice": "hold", "reason": "51", "note": ""})
        decided += lines
        left -= len(lines)
        assert (f"Exceptions {left}" in as_text(told)) == (left > 0), "the navigation counts what is left now"
        onward = re.search(r'href="([^"]+)" data-bench-focus>Next, ', told.content.decode())
        assert bool(onward) == (turn < len(rules) - 1)
        page = tom.get("/exceptions/together/" + html.unescape(onward[1])) if onward else page
    assert sorted(decided) == sorted(one.assessed_id for one in found)
