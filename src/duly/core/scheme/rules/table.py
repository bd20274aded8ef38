"""How a decision table rules: every row looked at, and why, and the least change that would allow it. It fails closed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from duly.core.scheme.rules.words import OPERATORS, Condition, Facts, Row, say, say_value
from duly.primitives.power import FactKind, Power

NO_TITLES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class CellSeen:
    """A condition held against the facts."""

    says: str
    found: str
    met: bool


@dataclass(frozen=True)
class RowSeen:
    """A row held against the facts and the posts of the person asking. `stands_in_for` names who is away, where the post is held for them."""

    number: str
    scheme: str
    post: str
    post_held: bool
    cells: tuple[CellSeen, ...]
    clause: str
    stands_in_for: str = ""

    @property
    def met(self) -> bool:
        """Whether the post is held and every condition holds."""
        return self.post_held and all(cell.met for cell in self.cells)


@dataclass(frozen=True)
class Change:
    """What would have to be otherwise for a rule to allow it: another post, or facts within these conditions."""

    rule: str
    post: str
    conditions: tuple[Condition, ...]
    says: str


@dataclass(frozen=True)
class Ruling:
    """Allowed or refused, with everything that was looked at.

    `code` is "allowed", or why not: "no-scheme", "unknown-power", "unknown-fact", "missing-fact", "wrong-type", "no-row", "two-rows", "suspended".
    `rule` is the number of the row that allows. `least_change` is None when allowed or when no change of one row would do.
    `post` is the row's, and `stands_in_for` names who is away where it is used in their stead.
    """

    allowed: bool
    code: str
    because: str
    rule: str
    scheme: str
    rows: tuple[RowSeen, ...]
    least_change: Change | None
    post: str = ""
    stands_in_for: str = ""


def rule(
    power: Power,
    rows: tuple[Row, ...],
    facts: Facts,
    posts: tuple[str, ...],
    *,
    titles: Mapping[str, str] = NO_TITLES,
    standing: Mapping[str, str] = NO_TITLES,
) -> Ruling:
    """Hold every row of a power against the facts and the posts held. Exactly one row of one of the posts must be met.

    `titles` gives posts' titles by code, for the sentences; a post without one is called by its code. `standing` are posts used in the stead
    of somebody who is away, with their names; a post of one's own comes before them.
    """
    own, posts = posts, (*posts, *(post for post in standing if post not in posts))
    wrong = _wrong_facts(power, facts)
    if wrong is not None:
        code, because = wrong
        return Ruling(False, code, because, "", "", (), None)
    if not rows:
        return Ruling(False, "no-row", f"No rule of the scheme in force says who may {power.question}.", "", "", (), None)
    lent = {post: name for post, name in standing.items() if post not in own}
    seen = tuple(_look(row, power, facts, posts, lent) for row in rows)
    met = sorted((row for row in seen if row.met), key=lambda row: bool(row.stands_in_for))
    doubled = {row.post for row in met if sum(other.post == row.post for other in met) > 1}
    if doubled:
        numbers = " and ".join(row.number for row in met if row.post in doubled)
        because = f"Rules {numbers} both apply, and the scheme must give one answer. Ask for it to be corrected."
        return Ruling(False, "two-rows", because, "", met[0].scheme, seen, None)
    if met:
        chosen = met[0]
        stead = f" You stand in for {chosen.stands_in_for}, who is away." if chosen.stands_in_for else ""
        because = f"Rule {chosen.number}: {chosen.clause}{stead}"
        return Ruling(True, "allowed", because, chosen.number, chosen.scheme, seen, None, chosen.post, chosen.stands_in_for)
    change = _least_change(power, rows, seen, facts, posts, titles)
    because = _why_no_row(power, posts, seen)
    return Ruling(False, "no-row", because + (f" {change.says}" if change else ""), "", seen[0].scheme, seen, change)


def why_not_a_row(power: Power | None, row: Row) -> str | None:
    """What is wrong with a row that somebody wants adopted, as a sentence, or None."""
    if power is None:
        return f"Rule {row.number} names a power that Duly does not know."
    kinds = dict(power.facts)
    for condition in row.conditions:
        kind = kinds.get(condition.fact)
        if kind is None:
            return f"Rule {row.number} looks at {condition.fact!r}, which is not a fact of the power to {power.question}."
        if condition.operator not in OPERATORS[kind]:
            return f"Rule {row.number}: {condition.fact!r} is a {kind} and cannot be tried with {condition.operator!r}."
        values = condition.value if condition.operator == "one of" else (condition.value,)
        if not isinstance(values, tuple) or not values or not all(_is_a(kind, value) for value in values):
            return f"Rule {row.number}: {condition.value!r} is not a {kind}, as {condition.fact!r} is."
    return None


def _wrong_facts(power: Power, facts: Facts) -> tuple[str, str] | None:
    kinds = dict(power.facts)
    for name in facts:
        if name not in kinds:
            return "unknown-fact", f"The power to {power.question} knows no fact called {name!r}, so it is refused."
    for name, kind in power.facts:
        if facts.get(name) is None:
            if name in power.unsaid:
                continue
            return "missing-fact", f"{name.capitalize()} is not known, so the power to {power.question} is refused."
        if not _is_a(kind, facts[name]):
            return "wrong-type", f"{name.capitalize()} should be a {kind} and is {facts[name]!r}, so it is refused."
    return None


def _is_a(kind: FactKind, value: Any) -> bool:
    if kind == "yes/no":
        return isinstance(value, bool)
    if kind in ("pence", "number"):
        return isinstance(value, int) and not isinstance(value, bool)
    if kind == "date":
        return isinstance(value, date)
    return isinstance(value, str)


def _look(row: Row, power: Power, facts: Facts, posts: tuple[str, ...], lent: Mapping[str, str] = NO_TITLES) -> RowSeen:
    kinds = dict(power.facts)
    cells = tuple(
        CellSeen(say(c, kinds[c.fact]), say_value(facts.get(c.fact), kinds[c.fact]), holds(c, facts.get(c.fact))) for c in row.conditions
    )
    return RowSeen(row.number, row.scheme, row.post, row.post in posts, cells, row.clause, lent.get(row.post, ""))


def holds(condition: Condition, found: Any) -> bool:
    """Whether a fact meets a condition. What nobody has said meets none."""
    if found is None:
        return False
    if condition.operator == "is":
        return bool(found == condition.value)
    if condition.operator == "is not":
        return bool(found != condition.value)
    if condition.operator == "at most":
        return bool(found <= condition.value)
    if condition.operator == "at least":
        return bool(found >= condition.value)
    return found in condition.value  # type: ignore[operator]  # "one of" always holds a tuple: why_not_a_row


def _why_no_row(power: Power, posts: tuple[str, ...], seen: tuple[RowSeen, ...]) -> str:
    mine = [row for row in seen if row.post_held]
    if not mine:
        return f"No post you hold may {power.question}."
    failing = [f"rule {row.number} needs {next(cell.says for cell in row.cells if not cell.met)}" for row in mine]
    return f"You may not {power.question} here: {'; '.join(failing)}."


def _least_change(
    power: Power, rows: tuple[Row, ...], seen: tuple[RowSeen, ...], facts: Facts, posts: tuple[str, ...], titles: Mapping[str, str]
) -> Change | None:
    """The smallest change of one row's post and facts that the whole table then allows.

    Between equals, figures are changed rather than what is so of the case; then the first such row.
    """
    kinds = dict(power.facts)
    candidates = []
    for position, (row, looked) in enumerate(zip(rows, seen, strict=True)):
        unmet = tuple(c for c, cell in zip(row.conditions, looked.cells, strict=True) if not cell.met)
        of_the_case = sum(kinds[c.fact] not in ("pence", "number") for c in unmet)
        candidates.append((len(unmet) + (not looked.post_held), of_the_case, position, row, unmet, looked.post_held))
    for _, _, _, row, unmet, held in sorted(candidates, key=lambda c: c[:3]):
        changed = facts | {c.fact: meeting(c) for c in unmet}
        asked_by = posts if held else (row.post,)
        if _would_allow(power, rows, changed, asked_by):
            return Change(row.number, "" if held else row.post, unmet, _say_change(power, row, unmet, held, titles))
    return None


def meeting(condition: Condition) -> Any:
    """A value that meets a condition which is not met now."""
    if condition.operator == "one of":
        return condition.value[0]  # type: ignore[index]  # "one of" always holds a tuple: why_not_a_row
    if condition.operator == "is not":
        return f"not {condition.value}"
    return condition.value


def _would_allow(power: Power, rows: tuple[Row, ...], facts: Facts, posts: tuple[str, ...]) -> bool:
    met = [row for row in (_look(r, power, facts, posts) for r in rows) if row.met]
    return bool(met) and len({row.post for row in met}) == len(met)


def _say_change(power: Power, row: Row, unmet: tuple[Condition, ...], held: bool, titles: Mapping[str, str]) -> str:
    kinds = dict(power.facts)
    words = " and ".join(say(replace(c), kinds[c.fact]) for c in unmet)
    if held:
        return f"It would be allowed with {words} (rule {row.number})."
    if not unmet:
        return f"The post of {titles.get(row.post, row.post)} may (rule {row.number})."
    return f"The post of {titles.get(row.post, row.post)} may, with {words} (rule {row.number})."
