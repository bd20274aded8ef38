"""411: claimed, and no visit shows it."""

from duly.payments.validation.rules.examples import a_week
from duly.payments.validation.rules.shape import Example, Rule

RULE = Rule(
    code=411,
    name="CLAIM_UNEVIDENCED",
    title="No visit shows what was claimed",
    severity="T",
    clears="within the contract's trim limit",
    acts="cuts",
    turn=7,
    over_limit=True,
    sql="""
SELECT m.lw, m.cut_minutes AS at_most
FROM line_minutes AS m
""",
    says_officer="No visit shows {cut_minutes:time} of the {claimed_minutes:time} claimed; {cut_pence:pounds} is not payable.",
    says_provider="We have no visit for {cut_minutes:time} of your claim, so {cut_pence:pounds} is not payable. Send the records if you have them.",
    caught=Example(
        because="31 minutes claimed, 30 seen: one minute is 36p, above 2 per cent of the claim (22p), so a person decides.",
        inputs=a_week(claimed=31),
        codes=(411,),
        decision="HELD",
        entitled_pence=1068,
    ),
    passed=Example(because="As many minutes are claimed as were seen.", inputs=a_week(claimed=30), entitled_pence=1068),
    source="Specification, section 3.",
)
