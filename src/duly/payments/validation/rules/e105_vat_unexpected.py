"""105: VAT on care that has none."""

from duly.payments.validation.rules.examples import a_week, claims_as
from duly.payments.validation.rules.shape import Example, Rule

RULE = Rule(
    code=105,
    name="VAT_UNEXPECTED",
    title="VAT was charged",
    severity="H",
    clears="",
    acts="finds",
    sql="""
SELECT w.lw
FROM line_week AS w
WHERE w.vat_pence > 0
""",
    says_officer="The claim charges VAT. Care by a registered provider is exempt: a person must say whether this was due.",
    says_provider="You charged VAT. Registered care is exempt, so we are asking before we pay: tell us why it is due, or send a credit note.",
    caught=Example(
        because="A penny of VAT.",
        inputs=claims_as(a_week(), vat_pence=1),
        codes=(105,),
        decision="HELD",
        entitled_pence=1068,
    ),
    passed=Example(
        because="No VAT.",
        inputs=claims_as(a_week(), vat_pence=0),
        entitled_pence=1068,
    ),
    source="Specification, section 5; regulated welfare services are exempt (VAT Act 1994, Schedule 9, Group 7, item 9).",
)
