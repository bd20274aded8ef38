"""503: nobody has told who was there."""

from duly.payments.validation.rules.shape import Example, Rule

RULE = Rule(
    code=503,
    name="OCCUPANCY_UNCONFIRMED",
    title="No return says who was there",
    severity="H",
    clears="",
    acts="by the night",
    says_officer="No return from {provider_ref} covers the Sunday of the week of {week:day}, so nobody has told who was there.",
    says_provider="We have no return from you that covers the week of {week:day}. Send it, and {entitled_pence:pounds} can be paid.",
    caught=Example(because="The home's last return ends on the Sunday, which is its first day out."),
    passed=Example(because="The return ends on the Monday after: it covers the Sunday."),
    source="Specification of stays, the codes and what becomes of it.",
)
