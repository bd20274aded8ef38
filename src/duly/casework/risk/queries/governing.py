"""Which rules of risk are in force on a day, and those of a number."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Max

from duly.casework.risk.models import AdoptedRules
from duly.casework.risk.rules.ruleset import FIRST, RiskRules, number_of, rule_set


def rules_in_force(*, on: date) -> RiskRules:
    """The rules that govern what is done on a day: the highest number begun by then, else the first, which are ours."""
    row = AdoptedRules.objects.filter(starts__lte=on).order_by("-number").first()
    return rule_set(row.number, row.content) if row else FIRST


def rules_begun(number: int) -> date | None:
    """The day from which rules govern; None of the first, which are there from the beginning."""
    return AdoptedRules.objects.filter(number=number).values_list("starts", flat=True).first()


def rules_named(names: Iterable[str]) -> dict[str, RiskRules]:
    """The rules that assessments name, by name: one question, whatever their number."""
    numbers = {name: number_of(name) for name in set(names)}
    adopted = {row.number: rule_set(row.number, row.content) for row in AdoptedRules.objects.filter(number__in=numbers.values())}
    return {name: adopted.get(number, FIRST) for name, number in numbers.items()}


def every_trigger() -> dict[str, str]:
    """What each happening that ever forced an assessment is called, by code, as the newest rules that know it say it."""
    adopted = [rule_set(row.number, row.content) for row in AdoptedRules.objects.order_by("number")]
    return {one.code: one.word for rules in (FIRST, *adopted) for one in rules.triggers}


def highest_number() -> int:
    """The highest number of rules there are."""
    return AdoptedRules.objects.aggregate(last=Max("number"))["last"] or FIRST.number
