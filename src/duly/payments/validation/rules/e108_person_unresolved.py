"""108: nobody knows whom it is for."""

from duly.payments.validation.rules.examples import a_week, claims_as
from duly.payments.validation.rules.shape import Example, Rule

RULE = Rule(
    code=108,
    name="PERSON_UNRESOLVED",
    title="The person could not be made out",
    severity="T",
    clears="always: the claim is set aside by itself",
    acts="sets aside",
    sql="""
SELECT c.lw, c.invoice_ref, c.invoice_line
FROM claim_lines AS c
WHERE c.person_check <> ''
""",
    says_officer="{cut_minutes:time} claimed, {cut_pence:pounds}, are for somebody whose reference is not known, or is not theirs by name.",
    says_provider="For {cut_pence:pounds} of your claim the person's reference is not one we know, or the name beside it is another's. Correct it and send it again.",
    caught=Example(
        because="The reference is known and the name beside it is another's. Nothing else is claimed, so nothing stands.",
        inputs=claims_as(a_week(), person_check="name differs"),
        codes=(108,),
        decision="BLOCKED",
        entitled_pence=0,
    ),
    passed=Example(
        because="The person is known.",
        inputs=claims_as(a_week(), person_check=""),
        entitled_pence=1068,
    ),
    source="Specification, section 3, claims set aside.",
)
