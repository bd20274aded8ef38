"""What a review finds, ground by ground, on the decision and on the method apart; what that comes to; and the ways a review may be resolved. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from duly.primitives.refusal import Refusal

FINDINGS = {
    "decision": "The decision was wrong",
    "method": "The way it was reached was wrong",
    "both": "Both were wrong",
    "neither": "Neither was wrong",
}
OUTCOMES = {"upheld": "Upheld", "partly upheld": "Partly upheld", "not upheld": "Not upheld"}


@dataclass(frozen=True)
class Route:
    """One way to resolve a review. `when` says which findings it needs: "", "decision" (one on the decision) or "none" (none on it)."""

    code: str
    label: str
    note: str
    when: str = ""


ROUTES = {
    one.code: one
    for one in (
        Route("confirm", "Confirm the decision", "It stands as it was made", "none"),
        Route("explain", "Confirm it, and explain more", "It stands, and the parties are told why in other words", "none"),
        Route("amend", "Amend it", "Another decision supersedes it, under the scheme", "decision"),
        Route("quash", "Withdraw it and look further", "No decision stands, and the case is opened again"),
        Route("resolve", "Resolve it some other way", "By what was agreed with the people it is about"),
        Route("refer back", "Refer it back to the team", "They must take it back before it counts as done"),
    )
}


def outcome_of(findings: Sequence[str]) -> str:
    """What findings come to: all grounds found against us is upheld, some is partly upheld, none is not upheld. This is of the review, not the complaint."""
    against = [one for one in findings if one != "neither"]
    if not against:
        return "not upheld"
    return "upheld" if len(against) == len(findings) else "partly upheld"


def why_not_route(route: str, findings: Sequence[str]) -> Refusal | None:
    """The refusal ("no-route", "not-that-route") of a way that findings do not bear."""
    if route not in ROUTES:
        return Refusal("no-route", "Choose how the review is to be resolved.")
    wrong = any(one in ("decision", "both") for one in findings)
    if ROUTES[route].when == "none" and wrong:
        return Refusal(
            "not-that-route", "A decision found to be wrong is not confirmed: amend it, withdraw it, resolve it or refer it back."
        )
    if ROUTES[route].when == "decision" and not wrong:
        return Refusal("not-that-route", "Nothing was found wrong with the decision itself, so there is nothing in it to amend.")
    return None
