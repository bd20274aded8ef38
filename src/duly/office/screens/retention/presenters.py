"""Holds and disposal lists in finished words."""

from collections.abc import Sequence
from dataclasses import dataclass

from duly.core.log.queries import CheckpointSeen
from duly.core.record.clock import LONDON
from duly.core.retention.queries import Certificate, DisposalSeen, HoldSeen, Listed
from duly.core.retention.rules import CLASSES
from duly.primitives.period import say_day
from duly.primitives.refusal import Refusal
from duly.ui.frame import Cell, Column, Link, Row, Table, Tag

TONES = {"proposed": "amber", "approved": "blue", "carried out": "green", "withdrawn": "plain", "held": "amber", "lifted": "plain"}
MOST_LINES = 200


@dataclass(frozen=True)
class Button:
    """One thing that may be done with a list: its words, where it is sent, and why not."""

    label: str
    address: str
    tone: str
    blocked: str


def tag(state: str) -> Tag:
    """A state as a tag."""
    return Tag(state.capitalize(), TONES.get(state, ""))


def disposals(found: Sequence[DisposalSeen], names: dict[str, str]) -> Table:
    """Every list, newest first."""
    rows = tuple(
        Row(
            (
                Cell(one.ref, url=f"/retention/{one.ref}/", ref=True),
                Cell(one.state.capitalize(), tone=TONES.get(one.state, ""), tag=True),
                f"{one.events:,}",
                CLASSES[one.record_class].words if one.record_class in CLASSES else one.record_class,
                names.get(one.proposed_by, one.proposed_by),
                say_day(one.proposed_on),
            )
        )
        for one in found
    )
    columns = (Column("List"), Column("State"), Column("Events", "number"), Column("Class", "wrap"), Column("Proposed by"), Column("On"))
    return Table(
        "Disposal lists",
        columns,
        rows,
        empty="Nothing has been proposed.",
        empty_next=Link("Propose a disposal list", "/retention/propose/"),
    )


def holds(found: Sequence[HoldSeen], names: dict[str, str]) -> Table:
    """Every hold, newest first."""
    rows = tuple(
        Row(
            (
                Cell(one.ref, ref=True),
                Cell(one.state.capitalize(), tone=TONES.get(one.state, ""), tag=True),
                Cell(one.about, url=f"/record/?about={one.about}", ref=True),
                one.because,
                names.get(one.placed_by, one.placed_by),
                say_day(one.placed_on),
            )
        )
        for one in found
    )
    columns = (Column("Hold"), Column("State"), Column("On"), Column("Why", "wrap"), Column("Placed by"), Column("Since"))
    return Table("Legal holds", columns, rows, empty="No legal hold has been placed.")


def facts(one: DisposalSeen, names: dict[str, str]) -> list[tuple[str, str]]:
    """What a list is, for reading."""
    return [
        ("Class", CLASSES[one.record_class].words if one.record_class in CLASSES else one.record_class),
        ("Why", one.because),
        ("Events", f"{one.events:,}"),
        ("Hash of the list", one.list_sha256),
        ("Proposed by", f"{names.get(one.proposed_by, one.proposed_by)}, {say_day(one.proposed_on)}"),
        ("Approved by", names.get(one.approved_by, one.approved_by) or "nobody yet"),
    ]


def lines(found: Sequence[Listed]) -> Table:
    """What is on a list."""
    rows = tuple(
        Row((one.under, f"{one.subject_type} {one.subject_ref}", Cell(str(one.event_id), url=f"/record/{one.event_id}/", ref=True)))
        for one in found[:MOST_LINES]
    )
    more = f" (the first {MOST_LINES} of {len(found):,})" if len(found) > MOST_LINES else ""
    return Table(f"Events on the list{more}", (Column("Found under"), Column("About", "wrap"), Column("Event")), rows)


def certificate(one: Certificate, names: dict[str, str], cosigned: CheckpointSeen | None) -> list[tuple[str, str]]:
    """The certificate of an erasure."""
    at = one.at.astimezone(LONDON)
    covered = one.entry is not None and cosigned is not None and one.entry < cosigned.size
    return [
        ("Certified", f"The private words of {one.disposal.events:,} events, and their salts, were erased."),
        ("When", f"{at.day} {at:%B %Y, %H:%M:%S}"),
        ("Carried out by", names.get(one.by, one.by)),
        ("Proposed by", names.get(one.disposal.proposed_by, one.disposal.proposed_by)),
        ("Approved by", names.get(one.disposal.approved_by, one.disposal.approved_by)),
        ("Hash of the list", one.disposal.list_sha256),
        ("Entry of the record", f"{one.entry:,}" if one.entry is not None else "not yet numbered"),
        ("Signed by a witness", ", ".join(cosigned.cosigned_by) if covered and cosigned else "not yet"),
    ]


def buttons(one: DisposalSeen, *, approve: Refusal | None, carry_out: Refusal | None, withdraw: Refusal | None) -> tuple[Button, ...]:
    """What may be done with a list now: the next step, and letting it go."""
    if one.state == "proposed":
        step = Button("Approve this list", f"/retention/{one.ref}/approve/", "go", approve.because if approve else "")
    elif one.state == "approved":
        step = Button("Erase for good", f"/retention/{one.ref}/carry-out/", "warn", carry_out.because if carry_out else "")
    else:
        return ()
    return (step, Button("Withdraw it", f"/retention/{one.ref}/withdraw/", "", withdraw.because if withdraw else ""))
