"""Whether the complaint goes on: withdrawn, a complainant's death and who carries on, and what joint complainants agreed to."""

from duly.casework import flow
from duly.casework.cases import queries
from duly.casework.screens.cases import standing
from duly.casework.screens.cases.sections import Asked, Note, Part
from duly.ui.environment import day

PLACE = 15


def part(asked: Asked) -> Part | None:
    """The section with its forms; nothing where nobody of the directory complains."""
    case = asked.case
    seen = standing.standing(case)
    if not seen.complain and not seen.dead:
        return None
    held = flow.held_letters(case.ref)
    holds = {
        "seen": seen,
        "withdrawn": seen.withdrawal,
        "by": seen.called.get(seen.withdrawal.who, seen.withdrawal.who) if seen.withdrawal else "",
        "together": standing.together(case.ref, seen),
        "carried": standing.carried(case.ref, seen),
        "held": held,
        "forms": standing.forms(case, seen, asked.forms, asked.on),
        "refusals": standing.refusals(asked.by, asked.on),
        "opened": {name: name in asked.forms for name in ("withdraw", "back", "agree", "carry_on")},
    }
    return Part("going_on", holds, notes=tuple(_notes(asked, seen)))


def _notes(asked: Asked, seen: standing.Standing) -> list[Note]:
    decided = {one.died for one in queries.carried_on(asked.case.ref)}
    notes = [
        Note(
            f"{one.name} died on {day(one.on)}. No letter goes to them." + ("" if ref in decided else " Decide who may carry on."),
            "red",
            "A complainant has died:",
        )
        for ref, one in seen.dead.items()
    ]
    if seen.withdrawal:
        what = "Some issues are" if seen.withdrawal.issues else "The complaint is"
        notes.append(Note(f"{what} withdrawn; it may be taken back until {day(seen.withdrawal.back_by)}.", "amber", "Withdrawn:"))
    if seen.joint:
        notes.append(Note("Withdrawing, closing undecided and telling one alone need each one's agreement.", "blue", "Joint complainants:"))
    return notes
