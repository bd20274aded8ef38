"""Every rule does what its own examples say, and can be carried to another engine."""

from dataclasses import replace

import pytest

from duly.payments.validation.engine import judge_inputs
from duly.payments.validation.reference.judge import judge
from duly.payments.validation.rules.shape import Example, said
from duly.payments.validation.ruleset import BY_CODE, RULES, STAGES, ruleset_sha256
from tests.offices.chaos import beside_each_other

JUDGED = [rule for rule in RULES if rule.sql]
JUDGES = {"engine": judge_inputs, "reference": judge}
WHICH = ("caught", "passed")


@pytest.fixture(scope="module")
def judged():
    """The line-weeks of every example, by judge, rule and which it is: those without bank holidays judged side by side, as one."""
    found = {}
    for name, judged_by in JUDGES.items():
        alone = {(rule.code, which): getattr(rule, which).inputs for rule in JUDGED for which in WHICH}
        together = {key: inputs for key, inputs in alone.items() if not inputs.holidays}
        line_weeks = judged_by(beside_each_other((f"{code}{which}", inputs) for (code, which), inputs in together.items())).line_weeks
        for (code, which), inputs in alone.items():
            mine = [x for x in line_weeks if x.person_ref.startswith(f"{code}{which}:")]
            found[name, code, which] = mine if (code, which) in together else list(judged_by(inputs).line_weeks)
    return found


@pytest.mark.parametrize("judged_by", JUDGES)
@pytest.mark.parametrize("rule", JUDGED, ids=lambda rule: rule.name)
@pytest.mark.parametrize("which", WHICH)
def test_each_example_comes_out_as_it_says(rule, which, judged_by, judged):
    example: Example = getattr(rule, which)

    (line_week,) = judged[judged_by, rule.code, which]

    assert (line_week.codes, line_week.decision, line_week.entitled_pence) == (example.codes, example.decision, example.entitled_pence)


def test_a_rule_without_both_examples_does_not_load():
    with pytest.raises(TypeError, match="needs a caught and a passed example"):
        replace(BY_CODE[401], passed=None)


def test_a_rule_whose_caught_example_does_not_fire_it_does_not_load():
    with pytest.raises(TypeError, match="must fire in its caught example"):
        replace(BY_CODE[401], caught=BY_CODE[401].passed)


def test_a_sentence_cannot_name_a_figure_it_does_not_have():
    with pytest.raises(TypeError, match="shoe_size"):
        replace(BY_CODE[401], says_officer="{shoe_size} is too much.")


def test_the_rules_are_read_in_the_order_of_their_codes():
    assert [rule.code for rule in RULES] == sorted(BY_CODE)


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.name)
def test_each_stage_can_be_carried_to_spark(stage):
    assert stage.carried_to("spark").lstrip("/* ").strip()


def test_the_digest_of_the_rules_is_the_digest_of_what_is_run():
    assert ruleset_sha256() == ruleset_sha256()
    assert len(ruleset_sha256()) == 64


def test_a_sentence_reads_as_it_is_said():
    figures = {"cut_minutes": 75, "claimed_minutes": 450, "cut_pence": 2670}

    assert said(BY_CODE[411].says_officer, figures) == "No visit shows 1 h 15 min of the 7 h 30 min claimed; £26.70 is not payable."
