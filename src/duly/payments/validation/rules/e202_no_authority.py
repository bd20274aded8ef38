"""202: nothing was commissioned."""

from duly.payments.validation.rules.examples import a_week
from duly.payments.validation.rules.shape import Example, Rule

RULE = Rule(
    code=202,
    name="NO_AUTHORITY",
    title="No package line for this person, provider and service",
    severity="H",
    clears="",
    acts="finds",
    reads=(205,),
    sql="""
SELECT DISTINCT w.lw
FROM line_week AS w
JOIN claim_standing AS s ON s.lw = w.lw AND s.aside <> 108
LEFT JOIN found_205 AS o ON o.lw = w.lw
WHERE w.line_no IS NULL AND o.lw IS NULL
""",
    says_officer="There is no package line for {person_ref} with {provider_ref} for {service}. The whole claim of {claimed_pence:pounds} is held.",
    says_provider="We have no order for {service} for this person with you, so we cannot pay {claimed_pence:pounds}. Send us the order you worked to.",
    caught=Example(
        because="The line is for home care; the claim is for a sitting service.",
        inputs=a_week(claimed_service="sitting"),
        codes=(202,),
        decision="HELD",
        entitled_pence=0,
    ),
    passed=Example(because="The claim's service is the line's, letter for letter.", inputs=a_week(), entitled_pence=1068),
    source="Specification, section 5.",
)
