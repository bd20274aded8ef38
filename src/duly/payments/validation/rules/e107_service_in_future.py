"""107: invoiced before it was done."""

from duly.payments.validation.rules.examples import a_week, claims_as, on
from duly.payments.validation.rules.shape import Example, Rule

_TWO_DAYS = a_week(calls=((0, 480, 30, 1), (1, 480, 30, 1)), visits=((0, 480, 30, "K-1"), (1, 480, 30, "K-1")), claimed=60)

RULE = Rule(
    code=107,
    name="SERVICE_IN_FUTURE",
    title="Invoiced before the week's last call",
    severity="T",
    clears="always: the claim is set aside by itself",
    acts="sets aside",
    sql="""
SELECT c.lw, c.invoice_ref, c.invoice_line
FROM claim_lines AS c
WHERE c.last_day > c.received_on
""",
    says_officer="{cut_minutes:time} claimed, {cut_pence:pounds}, came before the last call of the week of {week:day} was due.",
    says_provider="You invoiced {cut_pence:pounds} before the last call of the week of {week:day}. Send it again once the week is over.",
    caught=Example(
        because="The last call is on Tuesday, and the invoice came on Monday. Nothing else of the week is claimed, so nothing stands.",
        inputs=claims_as(_TWO_DAYS, received_on=on(0)),
        codes=(107,),
        decision="BLOCKED",
        entitled_pence=0,
    ),
    passed=Example(
        because="The invoice came on Tuesday, the day of the last call.",
        inputs=claims_as(_TWO_DAYS, received_on=on(1)),
        entitled_pence=2136,
    ),
    source="Specification, section 3, claims set aside.",
)
