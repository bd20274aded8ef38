"""For programs: the list of work, and whether a complaint goes on and who speaks for it."""

from datetime import date
from typing import Any

from ninja import Field, Router, Schema

from duly.api.asking import offer
from duly.api.lists import offer_list
from duly.api.request import LetIn
from duly.api.shapes import Ref
from duly.casework import flow
from duly.casework.cases import queries as cases
from duly.casework.cases.states import MATTERS
from duly.casework.correspondence.powers import READ
from duly.casework.screens.cases.mine import WORK, rows_of
from duly.casework.screens.common import found
from duly.core.directory import queries as directory
from duly.core.people.queries import names
from duly.core.record.clock import today

router = Router()
OFFERED: dict[str, Any] = {"scope": "read:casework", "sees": READ, "tag": "Casework"}


def _work(request: LetIn, asked: Any) -> Any:
    return rows_of(cases.open_cases(), names(), me=request.actor.ref, on=today())


says = (
    "Every open case with what comes next, when it is due, on whom it waits, and whether it is stale: the filter `whose` shows one's own."
)
offer_list(router, "/cases/work/", WORK, _work, name="list_work", says=says, **OFFERED)


class Withdrawn(Schema):
    """A withdrawal that stands: of the whole where no issue is named."""

    who: str
    how: str
    received_on: date
    back_by: date = Field(description="The last day on which it may be taken back.")
    issues: list[str]
    ended: list[str] = Field(description="The clocks and chases that ended with it.")


class Complainant(Schema):
    """Whoever complains, by the entry of the directory. Null while they live."""

    ref: str
    died_on: date | None
    carried_on_by: str | None = Field(description="Who may carry on: an entry, empty for nobody, null while it is to be decided.")
    carried_on_as: str
    not_agreed_to: list[str]


class CaseStanding(Schema):
    """Whether a complaint goes on and who speaks for it."""

    ref: str
    withdrawn: Withdrawn | None
    complainants: list[Complainant]
    letters_held: list[str]


@offer(router, "GET", "/cases/{ref}/standing/", gives=CaseStanding, **OFFERED)
def case_standing(request: LetIn, ref: Ref) -> Any:
    """Whether it is withdrawn, who of its complainants died and who carries on, what joint ones have not agreed to, and letters that are held."""
    found(cases.case, ref)
    seen, complain = cases.withdrawal(ref), cases.complainants(ref)
    dead, decided = directory.died(complain), {one.died: one for one in cases.carried_on(ref)}
    missing = {to: cases.not_agreed(ref, to=to) for to in MATTERS}
    return {
        "ref": ref,
        "withdrawn": {
            "who": seen.who,
            "how": seen.how,
            "received_on": seen.received_on,
            "back_by": seen.back_by,
            "issues": list(seen.issues),
            "ended": list(seen.settled),
        }
        if seen
        else None,
        "complainants": [
            {
                "ref": one,
                "died_on": dead[one].on if one in dead else None,
                "carried_on_by": decided[one].who if one in decided else None,
                "carried_on_as": decided[one].as_what if one in decided else "",
                "not_agreed_to": [to for to, who in missing.items() if one in who],
            }
            for one in complain
        ],
        "letters_held": [letter.ref for letter, _ in flow.held_letters(ref)],
    }
