"""407: the second carer was absent, or not there long enough."""

from duly.payments.validation.rules.examples import a_week
from duly.payments.validation.rules.shape import Example, Rule

RULE = Rule(
    code=407,
    name="DOUBLE_UP_SHORT",
    title="The second carer was absent or not there long enough",
    severity="T",
    clears="always: it is trimmed by itself, whatever it comes to",
    acts="cuts",
    turn=1,
    sql="""
SELECT w.lw, CAST(SUM(s.short_minutes) AS BIGINT) AS at_most
FROM line_week AS w
JOIN short_calls AS s ON s.line_no = w.line_no AND s.week = w.week
GROUP BY w.lw
""",
    says_officer="{cut_minutes:time} claimed for a second carer are not shown by two carers there together; {cut_pence:pounds} is not payable.",
    says_provider="These calls need two carers together. For {cut_minutes:time} they were not, so {cut_pence:pounds} is not payable.",
    caught=Example(
        because="The second carer comes 7 minutes late to a call of 30: 23 together is below 80 per cent, which is 24.",
        inputs=a_week(calls=((0, 480, 30, 2),), visits=((0, 480, 30, "K-1"), (0, 487, 30, "K-2")), claimed=60),
        codes=(407,),
        decision="TRIMMED",
        entitled_pence=1068,
    ),
    passed=Example(
        because="6 minutes late leaves 24 together, exactly 80 per cent of 30.",
        inputs=a_week(calls=((0, 480, 30, 2),), visits=((0, 480, 30, "K-1"), (0, 486, 30, "K-2")), claimed=60),
        entitled_pence=2136,
    ),
    source="Specification, section 2, double-handed calls.",
)
