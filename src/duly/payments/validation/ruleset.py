"""The rules in the order a provider reads them, how they join the stages, and their digest."""

from duly.payments.validation.rules import (
    e101_file_replayed,
    e202_no_authority,
    e203_outside_line_dates,
    e301_rate_not_found,
    e303_rate_above_contract,
    e401_over_delivered,
    e407_double_up_short,
    e411_claim_unevidenced,
)
from duly.payments.validation.rules.shape import Rule
from duly.payments.validation.stages import DECIDE, LINE_WEEK, MATCH, PRICE, WORTH, Stage
from duly.primitives.digest import canonical, sha256_hex

RULES: tuple[Rule, ...] = (
    e101_file_replayed.RULE,
    e202_no_authority.RULE,
    e203_outside_line_dates.RULE,
    e301_rate_not_found.RULE,
    e303_rate_above_contract.RULE,
    e401_over_delivered.RULE,
    e407_double_up_short.RULE,
    e411_claim_unevidenced.RULE,
)
BY_CODE: dict[int, Rule] = {rule.code: rule for rule in RULES}
FINDING = tuple(rule for rule in RULES if rule.acts == "finds")
CUTTING = tuple(sorted((rule for rule in RULES if rule.acts == "cuts"), key=lambda rule: rule.turn))


def _found() -> tuple[Stage, ...]:
    """What each rule selects, and all of them together: `found` (lw, code) and `causes` (lw, turn, code, at_most)."""
    each = [Stage(f"found_{rule.code}", rule.sql.strip()) for rule in (*FINDING, *CUTTING)]
    found = " UNION ALL ".join(f"SELECT f.lw, {rule.code} AS code FROM found_{rule.code} AS f" for rule in FINDING)
    causes = " UNION ALL ".join(
        f"SELECT f.lw, {rule.turn} AS turn, {rule.code} AS code, f.at_most FROM found_{rule.code} AS f" for rule in CUTTING
    )
    return (*each, Stage("found", found), Stage("causes", causes))


STAGES: tuple[Stage, ...] = (*MATCH, *WORTH, *LINE_WEEK, *PRICE, *_found(), *DECIDE)
"""Everything that is run, in order."""


def rule_sha256(rule: Rule) -> str:
    """The SHA-256 of one rule's SQL."""
    return sha256_hex(rule.sql.encode())


def ruleset_sha256() -> str:
    """The digest of everything that is run: a judgement made with another digest was made by other rules."""
    return sha256_hex(canonical([[stage.name, stage.sql] for stage in STAGES]))
