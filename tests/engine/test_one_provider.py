"""One provider's weeks judged again come out as they do when everything is judged, its carers' visits to other providers' people included."""

from dataclasses import replace
from datetime import timedelta

import pytest

from duly.payments.validation.engine import judge_folder, judge_inputs
from duly.payments.validation.facts import Inputs, Judgement
from duly.payments.validation.inputs import write_inputs
from duly.payments.validation.one_provider import judge_provider
from duly.payments.validation.rules.examples import MONDAY
from duly.primitives.period import monday_of
from tests.offices.office import make_office


def of_one(judged: Judgement, inputs: Inputs, provider_ref: str, weeks) -> Judgement:
    """The part of a judgement that is one provider's, in some weeks."""
    days = {week + timedelta(days=n) for week in weeks for n in range(7)}
    its = {visit.visit_ref for visit in inputs.visits if visit.provider_ref == provider_ref and visit.on in days}
    return Judgement(
        tuple(visit for visit in judged.visits if visit.visit_ref in its),
        tuple(week for week in judged.line_weeks if week.provider_ref == provider_ref and week.week in weeks),
    )


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """Every fault, and a carer who is with two people at once, one of them another provider's: the inputs, their folder, the whole judgement."""
    inputs = make_office(9, weeks=2).inputs
    clean = {(w.provider_ref, w.person_ref, w.service, w.week) for w in judge_inputs(inputs).line_weeks if w.decision == "CLEAN"}
    mine = next(v for v in inputs.visits if v.minutes > 20 and (v.provider_ref, v.person_ref, v.service, monday_of(v.on)) in clean)
    theirs = next(one for one in inputs.lines if one.provider_ref != mine.provider_ref and one.person_ref != mine.person_ref)
    elsewhere = replace(mine, visit_ref="V-ELSEWHERE", person_ref=theirs.person_ref, service=theirs.service)
    inputs = replace(inputs, visits=(*inputs.visits, elsewhere))
    folder = tmp_path_factory.mktemp("office")
    write_inputs(inputs, folder)
    return inputs, folder, judge_folder(folder), mine


def test_each_provider_alone_comes_out_as_among_all(office):
    inputs, folder, judged, mine = office
    weeks = [MONDAY, MONDAY + timedelta(days=7)]

    alone = judge_provider(folder, mine.provider_ref, weeks)

    assert alone == of_one(judged, inputs, mine.provider_ref, weeks)
    assert alone.line_weeks


def test_one_week_of_it_comes_out_as_among_all_and_its_carer_elsewhere_is_found(office):
    inputs, folder, judged, mine = office
    week = monday_of(mine.on)

    alone = judge_provider(folder, mine.provider_ref, [week])

    assert alone == of_one(judged, inputs, mine.provider_ref, [week])
    found = [one for one in alone.line_weeks if one.person_ref == mine.person_ref and one.service == mine.service]
    assert any(406 in one.codes for one in found)


def test_a_week_begins_on_a_monday(office):
    with pytest.raises(ValueError, match="by its Monday"):
        judge_provider(office[1], "PR-1", [MONDAY + timedelta(days=1)])
