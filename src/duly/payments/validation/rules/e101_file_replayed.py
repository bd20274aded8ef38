"""101: the same file twice."""

from duly.payments.validation.rules.shape import Example, Rule

RULE = Rule(
    code=101,
    name="FILE_REPLAYED",
    title="This file was accepted before",
    severity="B",
    clears="",
    acts="at intake",
    says_officer="This file, or its own reference from {provider_ref}, was accepted before. Nothing in it was taken in again.",
    says_provider="We already have this file. Nothing in it was taken in a second time. If it is a correction, send it under a new reference.",
    caught=Example(because="The same bytes under another file name have the same SHA-256."),
    passed=Example(because="One byte different and a reference of its own is another file."),
    source="Specification, section 5: found at the intake, before anything is judged.",
)
