"""How a case may be moved on."""

from duly.casework.screens.cases import presenters
from duly.casework.screens.cases.sections import Asked, Part

PLACE = 20


def part(asked: Asked) -> Part | None:
    """The buttons that move it, beside; nothing where there are none."""
    steps = presenters.steps(asked.case, asked.by)
    return Part("moving", {"steps": steps, "url": f"/cases/{asked.case.ref}/"}, aside=True) if steps else None
