"""What is at risk on the case, and whether somebody must look at it again."""

from duly.casework.risk import queries as risk
from duly.casework.screens.cases.sections import Asked, Note, Part
from duly.casework.screens.risk import presenters
from duly.primitives.period import say_day
from duly.ui.frame import Fact

PLACE = 15


def part(asked: Asked) -> Part:
    """The level that stands with its rule, and the door to the assessments. What is due stands at the top of the page."""
    ref = asked.case.ref
    seen, due = risk.standing(ref), risk.dues(ref)
    tag = presenters.level_tag(seen)
    warned = tuple(Note(f"{one.says}: look at it again by {say_day(one.by_day)}.", "amber", "Risk:") for one in due)
    facts = presenters.facts(seen, asked.names) if seen else ()
    stands = (Fact("Risk", tag.word, tone=tag.tone, url=f"/risk/{ref}/"),) if seen else ()
    return Part("risk", {"facts": facts}, told=(("case risk", ref),), stands=stands, notes=warned)
