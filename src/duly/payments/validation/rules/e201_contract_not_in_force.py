"""201: the contract may not be paid under."""

from dataclasses import replace

from duly.payments.validation.facts import ContractSpan
from duly.payments.validation.rules.examples import EARLIER, a_week, on
from duly.payments.validation.rules.shape import Example, Rule

RULE = Rule(
    code=201,
    name="CONTRACT_NOT_IN_FORCE",
    title="The contract may not be paid under on these days",
    severity="B",
    clears="",
    acts="finds",
    sql="""
SELECT a.lw
FROM asked AS a
WHERE a.is_uncontracted > 0
""",
    says_officer="On a day of the week of {week:day} that has to be priced, the contract was not in force, or its provider was not approved or was under an embargo.",
    says_provider="On some days of the week of {week:day} we had no contract with you that we can pay under. We are looking into it; you need do nothing.",
    caught=Example(
        because="The contract ends on Monday, which is its first day out.",
        inputs=replace(a_week(), contracts=(ContractSpan("C-1", EARLIER, on(0)),)),
        codes=(201,),
        decision="BLOCKED",
        entitled_pence=0,
    ),
    passed=Example(
        because="The contract ends on Tuesday: Monday is its last day in.",
        inputs=replace(a_week(), contracts=(ContractSpan("C-1", EARLIER, on(1)),)),
        entitled_pence=1068,
    ),
    source="Specification, section 4.",
)
