"""Rules of risk as data: the scale, what forces another assessment, and the ladder; with a number and a day. The first are ours, until an office adopts its own."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from duly.casework.risk.rules.ladder import BY_RUNG, LADDER, Rung
from duly.casework.risk.rules.scoring import FIRST_SCALE, MOST, Dimension, Scale
from duly.casework.risk.rules.triggers import DORMANT_DAYS, TRIGGERS, Trigger
from duly.primitives.refusal import Refusal

MOST_DIMENSIONS = 20
KNOWN = ("dimensions", "medium_from", "high_from", "triggers", "dormant_days", "ladder")
DEFAULT_NAME = "default 1"
"""What an assessment made by the first rules calls them."""


@dataclass(frozen=True)
class RiskRules:
    """One set of rules. `triggers` that are left out force nothing; `dormant_days` are days without anything done."""

    number: int
    scale: Scale
    triggers: tuple[Trigger, ...]
    dormant_days: int
    ladder: tuple[Rung, ...]

    @property
    def name(self) -> str:
        """What an assessment keeps of the rules it was made by."""
        return DEFAULT_NAME if self.number == 1 else f"adopted {self.number}"

    @property
    def says(self) -> str:
        """Whose these rules are, in a sentence."""
        if self.number == 1:
            return "Scored by the default rules, which this office has not adopted yet."
        return f"Scored by rules {self.number}, which this office adopted."

    @property
    def by_trigger(self) -> dict[str, Trigger]:
        """What forces another assessment, by code."""
        return {one.code: one for one in self.triggers}

    @property
    def by_flag(self) -> dict[str, Trigger]:
        """The same, by the flag of post that does."""
        return {one.flag: one for one in self.triggers if one.flag}

    @property
    def by_rung(self) -> dict[str, Rung]:
        """The rungs of the ladder, by code."""
        return {one.code: one for one in self.ladder}

    def as_data(self) -> dict[str, Any]:
        """As it is kept, and as files say it."""
        return {
            "dimensions": [asdict(one) for one in self.scale.dimensions],
            "medium_from": self.scale.medium_from,
            "high_from": self.scale.high_from,
            "triggers": [asdict(one) for one in self.triggers],
            "dormant_days": self.dormant_days,
            "ladder": [{name: getattr(one, name) for name in ("code", "word", "asks", "days")} for one in self.ladder],
        }


FIRST = RiskRules(1, FIRST_SCALE, TRIGGERS, DORMANT_DAYS, LADDER)


def number_of(name: str) -> int:
    """The number of the rules an assessment names."""
    return 1 if name == DEFAULT_NAME else int(name.removeprefix("adopted "))


def rule_set(number: int, data: Mapping[str, Any]) -> RiskRules:
    """Rules as kept, or as a file says them. What a rung does is the same whoever says its words."""
    if strange := sorted(set(data) - set(KNOWN)):
        raise ValueError(f"Nothing is called {strange[0]!r}: rules of risk have {', '.join(KNOWN)}")
    scale = Scale(tuple(Dimension(**one) for one in data["dimensions"]), data["medium_from"], data["high_from"])
    ladder = tuple(Rung(**one, answer=BY_RUNG[one["code"]].answer) for one in data["ladder"])
    return RiskRules(number, scale, tuple(Trigger(**one) for one in data["triggers"]), data["dormant_days"], ladder)


def why_not_rules(data: Any, *, posts: Collection[str], flags: Collection[str]) -> Refusal | None:
    """The refusal, "rules", with what is wrong with rules as a file says them and where, or None. `posts` and `flags` (of post) are those there are."""
    try:
        made = rule_set(1, data)
        found = _wrong(made, set(posts), set(flags))
    except KeyError as error:
        missing = str(error.args[0])
        found = (
            f"It has no {missing}" if missing in KNOWN or missing == "code" else f"{missing!r} is no rung: they are {', '.join(BY_RUNG)}"
        )
    except (TypeError, ValueError, AttributeError) as error:
        found = f"It is not as rules of risk are written: {error}"
    return (
        Refusal("rules", f"{found}. Begin from the rules in force, and change what is to change. Nothing was adopted.") if found else None
    )


def _wrong(made: RiskRules, posts: set[str], flags: set[str]) -> str:
    scale, most = made.scale, MOST * len(made.scale.dimensions)
    texts = [
        *(
            (f"dimension {n}", f"{one.code} {one.word} {one.asks}", (one.code, one.word, one.asks))
            for n, one in enumerate(scale.dimensions, start=1)
        ),
        *((f"trigger {n}", one.code, (one.code, one.word, one.post)) for n, one in enumerate(made.triggers, start=1)),
        *((f"rung {n}", one.code, (one.code, one.word, one.asks)) for n, one in enumerate(made.ladder, start=1)),
    ]
    blank = next((where for where, _, said in texts if not all(isinstance(one, str) and one.strip() for one in said)), "")
    if blank:
        return f"In {blank} a text is missing or empty"
    if not 1 <= len(scale.dimensions) <= MOST_DIMENSIONS:
        return f"There are from 1 to {MOST_DIMENSIONS} dimensions, and here {len(scale.dimensions)}"
    long = next((one.code for one in (*scale.dimensions, *made.triggers) if len(one.code) > 20 or len(one.word) > 100), "")
    if long:
        return f"{long!r} is too long: a code has 20 letters at most, its word 100"
    for kind, codes in (
        ("dimension", scale.codes),
        ("trigger", made.by_trigger and [t.code for t in made.triggers]),
        ("rung", [r.code for r in made.ladder]),
    ):
        twice = next((one for one in codes or () if list(codes).count(one) > 1), "")
        if twice:
            return f"The {kind} {twice!r} is there twice"
    numbers = [scale.medium_from, scale.high_from, made.dormant_days, *(one.days for one in (*made.triggers, *made.ladder))]
    if not all(type(one) is int and one > 0 for one in numbers):
        return "Points and days are whole numbers above nought"
    if not scale.medium_from < scale.high_from <= most:
        return f"From medium ({scale.medium_from}) to high ({scale.high_from}) points rise, and there are {most} in all"
    return (
        next(
            (f"Trigger {one.code!r} is told to {one.post!r}, and there is no such post" for one in made.triggers if one.post not in posts),
            "",
        )
        or next(
            (
                f"Trigger {one.code!r} is of the flag {one.flag!r}, and post has no such flag"
                for one in made.triggers
                if one.flag and one.flag not in flags
            ),
            "",
        )
        or next(
            (
                f"Nothing is known of {one.code!r}: a trigger is of a flag of post, or one of {', '.join(t.code for t in TRIGGERS)}"
                for one in made.triggers
                if not one.flag and one.code not in {t.code for t in TRIGGERS}
            ),
            "",
        )
        or ("" if made.ladder else "The ladder has no rung")
    )
