"""501: away for longer than the contract pays to keep the place."""

from duly.payments.validation.rules.shape import Example, Rule

RULE = Rule(
    code=501,
    name="ABSENCE_LIMIT_REACHED",
    title="Away for longer than the place is kept",
    severity="T",
    clears="always: it is trimmed by itself, whatever it comes to",
    acts="by the night",
    says_officer="{person_ref} was away for more nights than the contract pays to keep the place; {cut_pence:pounds} is not payable. Somebody is to review the placement.",
    says_provider="The person was away for more nights than the contract pays to keep the place, so {cut_pence:pounds} is not payable.",
    caught=Example(because="The night after the last of the contract's steps for an absence of this kind pays nothing."),
    passed=Example(because="The last night of the steps is paid at their percentage."),
    source="Specification of stays, the nights of a line-week.",
)
