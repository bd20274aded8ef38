"""Adopting rules of risk."""

from collections.abc import Collection
from datetime import date
from typing import Any

from duly.casework.risk import powers, queries
from duly.casework.risk.events import RiskRulesAdopted
from duly.casework.risk.models import AdoptedRules
from duly.casework.risk.rules.ruleset import why_not_rules
from duly.core.people.queries import post_titles
from duly.core.record.actions import unit_of_work
from duly.core.record.clock import today
from duly.core.record.queries import next_version
from duly.core.scheme.queries import why_not
from duly.primitives.actor import Actor
from duly.primitives.digest import canonical, sha256_hex
from duly.primitives.refusal import Refusal, first, stop_if


def adopt_rules(data: Any, *, starts: date, because: str, flags: Collection[str], by: Actor) -> int:
    """Adopt rules of risk for what is done from a day on, and return their number. What was assessed by others keeps them.

    `flags` are those that post may have. Refused: "scheme-…", "rules", "past", "no-reason".
    """
    with unit_of_work() as record:
        stop_if(
            first(
                why_not(powers.SET_RULES, {}, actor=by, on=today()),
                why_not_rules(data, posts=post_titles().keys(), flags=flags),
                Refusal("past", "Rules begin today or later: what was assessed stays under its own.") if starts < today() else None,
                None if because.strip() else Refusal("no-reason", "Say why, in a sentence."),
            )
        )
        number, content = queries.highest_number() + 1, dict(data)
        version = next_version(RiskRulesAdopted.subject, "risk-rules")
        told = RiskRulesAdopted("risk-rules", version, number, starts, sha256_hex(canonical(content)), because.strip())
        event = record.write(told, by=by)
        AdoptedRules.objects.create(number=number, starts=starts, content=content, made_by=event)
    return number
