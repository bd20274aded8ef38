"""What standing instructions say of a letter, in finished words, and whether it may be acknowledged."""

from dataclasses import dataclass

from duly.casework import flow
from duly.casework.correspondence import queries
from duly.casework.correspondence.queries import ItemSeen
from duly.casework.flow.reading import Standing
from duly.primitives.actor import Actor
from duly.ui.environment import stamp


@dataclass(frozen=True)
class Acknowledging:
    """Whether a letter was acknowledged, and if not, what stands in the way."""

    done: str
    blocked: str
    on_paper: bool = False
    postal: str = ""


def says(standing: Standing) -> tuple[tuple[str, str, str], ...]:
    """Of each instruction about its writer: its reference, what it means for this letter, and a tone."""
    tones = {"holds": "violet", "breaks-through": "red"}
    return tuple((one.instruction, one.because, tones.get(one.code, "amber")) for one in standing.verdicts)


def acknowledging(seen: ItemSeen, *, by: Actor) -> Acknowledging:
    """What the page says of acknowledging a letter. One that came from no e-mail address is acknowledged on paper, to an address that may be typed."""
    done = queries.acknowledged((seen.ref,)).get(seen.ref)
    if done:
        return Acknowledging(f"Acknowledged to {done[0]}, {stamp(done[1])}", "")
    on_paper = not seen.sender_address
    postal = flow.postal_address(seen) if on_paper else ""
    refusal = flow.why_not_acknowledge(seen.ref, postal=postal or ("to be typed" if on_paper else ""), by=by)
    return Acknowledging("", refusal.because if refusal else "", on_paper, postal)
