"""What the triage form is drawn with and what is made of it: the suggestion accepted whole, a team by its first letters, a note with an alert."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, QueryDict

from duly.casework import flow
from duly.casework.correspondence import queries
from duly.casework.correspondence.queries import ItemSeen
from duly.casework.correspondence.states import WAITING
from duly.casework.flow.arriving import Suggested, holders
from duly.casework.screens import common
from duly.casework.screens.post import narrowing
from duly.casework.screens.post.forms import TriageForm
from duly.core.people import queries as people
from duly.primitives.actor import Actor

FEWEST_LETTERS = 2
NOTHING_SENT = "None: nothing is sent"


@dataclass(frozen=True)
class Offered:
    """An item's triage form, and the suggestion it was drawn from."""

    form: TriageForm
    suggested: Suggested | None


def offered(item: ItemSeen, actor: Actor, *, data: QueryDict | None = None, goes_on: str = "") -> Offered:
    """The form for an item, filled in as suggested, or as somebody has filled it in."""
    suggested = flow.suggest_for(item.ref, item) if item.state in WAITING else None
    initial = {**_initial(item, suggested, by=actor), "goes_on": goes_on}
    posts = sorted(people.post_titles().items(), key=lambda pair: pair[1]) if suggested else []
    return Offered(TriageForm(data, owners=common.colleagues(), posts=posts, initial=initial), suggested)


def said(item: ItemSeen, made: Offered) -> dict[str, Any]:
    """What a filled-in form asks of `flow.triage_post`."""
    asked, was = made.form.cleaned_data, made.form.initial
    way, where = asked["way"], _destination(asked["direct_to"], item)
    told: dict[str, Any] = {"owner": asked["owner"], "next_action": asked["next_action"].strip()}
    routes = queries.rules_in_force(on=item.received_on).routes
    route = next((one for one in routes if one.direct_to == where), None)
    if route and where != was.get(
        "direct_to"
    ):  # another team than was suggested: its own owner and next action, where those suggested were left
        owner = next(iter(holders(route.post)), "")
        told["owner"] = owner if owner and told["owner"] == was.get("owner") else told["owner"]
        told["next_action"] = route.next_action if told["next_action"] == was.get("next_action") else told["next_action"]
    if told["next_action"] == was.get("next_action") and way != was.get("way"):
        told["next_action"] = {"no reply": NOTHING_SENT, "duplicate": f"None: the same as {where}"}.get(way, told["next_action"])
    told |= {"way": way, "direct_to": "" if way in ("no reply", "hold") else where}
    told |= {"request": asked["request"] if way != "duplicate" else ""}  # the first of two has the clock
    told |= {"case_ref": asked["case_ref"].strip(), "alert_post": asked["alert_post"] if asked["alert"] else "", "note": asked["note"]}
    accepted = (way, told["direct_to"], told["owner"], told["next_action"]) == tuple(
        was.get(k) for k in ("way", "direct_to", "owner", "next_action")
    )
    return told | {"as_suggested": accepted}


def after(request: HttpRequest, goes_on: str) -> str:
    """Where to go next: the list as it was narrowed, with the item that comes after; made again from its parts, so that it leads nowhere else."""
    if not goes_on:
        return "/post/"
    query = QueryDict(goes_on)
    asked = narrowing.ask(query)
    return asked.address(item=asked.item)


def _initial(item: ItemSeen, suggested: Suggested | None, *, by: Actor) -> dict[str, Any]:
    if suggested is None:
        return {"direct_to": item.direct_to, "owner": item.owner, "next_action": item.next_action}
    what = suggested.what
    return {
        "way": what.way,
        "direct_to": what.direct_to,
        "owner": suggested.owner,
        "next_action": what.next_action,
        "case_ref": flow.case_suggested(suggested, item, by=by),
        "alert": bool(what.alert),
        "alert_post": what.alert or "casework-manager",
        "note": what.note,
        "request": suggested.request,
    }


def _destination(typed: str, item: ItemSeen) -> str:
    """A team by its first letters, where only one begins so; else what was typed."""
    typed = typed.strip()
    known = dict.fromkeys(one.direct_to for one in queries.rules_in_force(on=item.received_on).routes if one.direct_to)
    meant = [one for one in known if one.casefold().startswith(typed.casefold())] if len(typed) >= FEWEST_LETTERS else []
    return meant[0] if len(meant) == 1 else typed


def destinations(made: Offered) -> tuple[str, ...]:
    """The teams that the rules know, for the field to offer."""
    routes = made.suggested.rules.routes if made.suggested else ()
    return tuple(dict.fromkeys(one.direct_to for one in routes if one.direct_to))
