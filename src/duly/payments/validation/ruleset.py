"""The rules in the order a provider reads them, how they join the stages, and their digest."""

from duly.payments.validation.rules import (
    e101_file_replayed,
    e102_invoice_duplicate,
    e103_invoice_near_duplicate,
    e104_arithmetic_mismatch,
    e105_vat_unexpected,
    e107_service_in_future,
    e108_person_unresolved,
    e201_contract_not_in_force,
    e202_no_authority,
    e203_outside_line_dates,
    e204_line_not_approved,
    e205_wrong_provider,
    e207_suspended,
    e208_after_death,
    e209_conflicting_service,
    e301_rate_not_found,
    e302_rate_ambiguous,
    e303_rate_above_contract,
    e304_rate_below_contract,
    e305_rate_period_wrong,
    e306_rate_unapproved,
    e401_over_delivered,
    e402_under_delivered,
    e403_visit_unplanned,
    e404_visit_missed,
    e405_visit_overlap,
    e406_carer_overlap,
    e407_double_up_short,
    e408_times_implausible,
    e409_evidence_weak,
    e410_cancellation_not_payable,
    e411_claim_unevidenced,
    e501_absence_limit_reached,
    e503_occupancy_unconfirmed,
)
from duly.payments.validation.rules.shape import Rule
from duly.payments.validation.stages import CLAIMS, DECIDE, GROUND, LINE_WEEK, MATCH, OVERLAPS, PRICE, WORTH, Stage
from duly.primitives.digest import canonical, sha256_hex

RULES: tuple[Rule, ...] = (
    e101_file_replayed.RULE,
    e102_invoice_duplicate.RULE,
    e103_invoice_near_duplicate.RULE,
    e104_arithmetic_mismatch.RULE,
    e105_vat_unexpected.RULE,
    e107_service_in_future.RULE,
    e108_person_unresolved.RULE,
    e201_contract_not_in_force.RULE,
    e202_no_authority.RULE,
    e203_outside_line_dates.RULE,
    e204_line_not_approved.RULE,
    e205_wrong_provider.RULE,
    e207_suspended.RULE,
    e208_after_death.RULE,
    e209_conflicting_service.RULE,
    e301_rate_not_found.RULE,
    e302_rate_ambiguous.RULE,
    e303_rate_above_contract.RULE,
    e304_rate_below_contract.RULE,
    e305_rate_period_wrong.RULE,
    e306_rate_unapproved.RULE,
    e401_over_delivered.RULE,
    e402_under_delivered.RULE,
    e403_visit_unplanned.RULE,
    e404_visit_missed.RULE,
    e405_visit_overlap.RULE,
    e406_carer_overlap.RULE,
    e407_double_up_short.RULE,
    e408_times_implausible.RULE,
    e409_evidence_weak.RULE,
    e410_cancellation_not_payable.RULE,
    e411_claim_unevidenced.RULE,
    e501_absence_limit_reached.RULE,
    e503_occupancy_unconfirmed.RULE,
)
BY_CODE: dict[int, Rule] = {rule.code: rule for rule in RULES}
SETTING_ASIDE = tuple(sorted((rule for rule in RULES if rule.acts == "sets aside"), key=lambda rule: (len(rule.reads), rule.code)))
FINDING = tuple(sorted((rule for rule in RULES if rule.acts == "finds"), key=lambda rule: (len(rule.reads), rule.code)))
CUTTING = tuple(sorted((rule for rule in RULES if rule.acts == "cuts"), key=lambda rule: rule.turn))
"""The rules by what their SQL does. One that reads what another finds comes after it."""


def _select(rules: tuple[Rule, ...]) -> tuple[Stage, ...]:
    """What each rule selects, in a stage of its own."""
    return tuple(Stage(f"found_{rule.code}", rule.sql.strip()) for rule in rules)


def _together() -> tuple[Stage, ...]:
    """All that was found: `found` (lw, code), `causes` (lw, turn, code, at_most) and what each code does, `severities`."""
    found = " UNION ALL ".join(f"SELECT DISTINCT f.lw, {rule.code} AS code FROM found_{rule.code} AS f" for rule in FINDING)
    causes = " UNION ALL ".join(
        f"SELECT f.lw, {rule.turn} AS turn, {rule.code} AS code, f.at_most FROM found_{rule.code} AS f" for rule in CUTTING
    )
    severities = " UNION ALL ".join(
        f"SELECT {rule.code} AS code, '{rule.severity}' AS severity, {str(rule.over_limit).upper()} AS over_limit" for rule in RULES
    )
    return Stage("found", found), Stage("causes", causes), Stage("severities", severities)


STAGES: tuple[Stage, ...] = (
    *GROUND,
    *MATCH,
    *WORTH,
    *CLAIMS,
    *_select(SETTING_ASIDE),
    *LINE_WEEK,
    *PRICE,
    *OVERLAPS,
    *_select(FINDING),
    *_select(CUTTING),
    *_together(),
    *DECIDE,
)
"""Everything that is run, in order."""


def rule_sha256(rule: Rule) -> str:
    """The SHA-256 of one rule's SQL."""
    return sha256_hex(rule.sql.encode())


def ruleset_sha256() -> str:
    """The digest of everything that is run: a judgement made with another digest was made by other rules."""
    return sha256_hex(canonical([[stage.name, stage.sql] for stage in STAGES]))
