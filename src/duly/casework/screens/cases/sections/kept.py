"""The ways to the file as it stood at a date, and to who may see the case."""

from duly.casework.screens.cases.sections import Asked, Part
from duly.ui.frame import Action

PLACE = 90


def part(asked: Asked) -> Part:
    """Two buttons beside the others; the pages they lead to say the rest."""
    return Part(
        "kept",
        actions=(Action("File as at", f"/cases/{asked.case.ref}/file/"), Action("Who may see it", f"/cases/{asked.case.ref}/access/")),
    )
