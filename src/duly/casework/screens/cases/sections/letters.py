"""The letters made on a case."""

from duly.casework.dispatch import queries as letters
from duly.casework.screens.cases import presenters
from duly.casework.screens.cases.sections import Asked, Part

PLACE = 70


def part(asked: Asked) -> Part:
    """Its letters."""
    found = letters.letters(case_ref=asked.case.ref)
    return Part(
        "letters", {"table": presenters.letters(found), "case_ref": asked.case.ref}, told=tuple(("letter", one.ref) for one in found)
    )
