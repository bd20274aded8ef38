"""402: less was delivered than agreed."""

from duly.payments.validation.rules.examples import a_week, terms
from duly.payments.validation.rules.shape import Example, Rule

RULE = Rule(
    code=402,
    name="UNDER_DELIVERED",
    title="Delivered less than was agreed",
    severity="I",
    clears="always: it holds nothing",
    acts="finds",
    sql="""
SELECT w.lw
FROM line_week AS w
JOIN line_minutes AS m ON m.lw = w.lw
JOIN known_terms AS t ON t.terms_no = w.terms_no
WHERE m.delivered_minutes * 100 < m.agreed_minutes * (100 - t.under_percent)
""",
    says_officer="{delivered_minutes:time} were delivered of the {agreed_minutes:time} agreed. Nothing is held; the person's care may need looking at.",
    says_provider="You delivered {delivered_minutes:time} of the {agreed_minutes:time} agreed. If that will go on, tell the person's practitioner.",
    caught=Example(
        because="26 minutes of 30, with 10 per cent in hand: 27 would have been enough.",
        inputs=a_week(visits=((0, 480, 26, "K-1"),), claimed=26, contract=(terms(under_percent=10),)),
        codes=(402,),
        decision="CLEAN",
        entitled_pence=926,
    ),
    passed=Example(
        because="27 minutes are exactly 90 per cent of 30.",
        inputs=a_week(visits=((0, 480, 27, "K-1"),), claimed=27, contract=(terms(under_percent=10),)),
        entitled_pence=961,
    ),
    source="Specification, section 5.",
)
