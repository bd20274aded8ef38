"""The way to the evidence of a case, what was found, and what was recommended."""

from duly.casework.screens.cases.sections import Asked, Part
from duly.ui.frame import Action

PLACE = 25


def part(asked: Asked) -> Part:
    """Two buttons beside the others; the pages they lead to say the rest."""
    ref = asked.case.ref
    return Part(
        "investigation", actions=(Action("Evidence", f"/cases/{ref}/investigation/"), Action("Adjudication", f"/cases/{ref}/adjudication/"))
    )
