"""Changes of account in finished words."""

from collections.abc import Mapping, Sequence

from duly.payments.providers.queries import ChangeSeen, PayeeShown, SameAccount
from duly.primitives.period import say_day
from duly.ui.frame import Cell, Column, Link, Row, Step, Table

TONES = {"proposed": "amber", "called back": "blue", "confirmed": "green", "refused": "red", "withdrawn": "plain"}
NOT_COMPARED = "Duly keeps no accounts of officers, so those are not compared."


def asked_for(one: ChangeSeen, names: Mapping[str, str], now: PayeeShown | None) -> list[tuple[str, str | Cell | Link]]:
    """What was asked for, by whom, and who put it in."""
    return [
        ("Provider", Link(f"{one.provider_name} ({one.provider_ref})", f"/providers/{one.provider_ref}/")),
        ("To be paid into", f"{one.account_name}, account {one.ending}"),
        ("Paid into now", paid_into(now)),
        ("Asked for by", f"{one.asked_by}, by {one.came_by}"),
        ("Received on", say_day(one.received_on)),
        ("Entered by", names.get(one.proposed_by, one.proposed_by)),
        ("In the record", Link(f"History of {one.ref}", f"/record/?about={one.ref}")),
    ]


def called(one: ChangeSeen, names: Mapping[str, str]) -> list[tuple[str, str]]:
    """The call back; empty when there was none."""
    if one.called_on is None or one.number_known_since is None:
        return []
    return [
        ("Called", f"{one.spoke_to}, on {say_day(one.called_on)}"),
        ("On the number", f"{one.number_called}, in our records since {say_day(one.number_known_since)}: {one.number_from}"),
        ("By", names.get(one.called_by, one.called_by)),
    ]


def steps(one: ChangeSeen) -> tuple[Step, ...]:
    """Asked for, called back, confirmed; nothing for one that came to nothing."""
    if one.state in ("refused", "withdrawn"):
        return ()
    done = ("proposed", "called back", "confirmed").index(one.state)
    labels = ("Asked for", "Called back", "Confirmed")
    return tuple(Step(label, "done" if n <= done else "now" if n == done + 1 else "later") for n, label in enumerate(labels))


def same(found: Sequence[SameAccount], *, ours: bool) -> str:
    """Who else has the account, in sentences; empty when nobody has. `ours`: it is the one the office pays from."""
    return " ".join([*(one.sentence for one in found), *(["It is the account this office pays from."] if ours else [])])


def wait(days: int) -> str:
    """How long a new account waits, as an office says it."""
    return (
        f"A newly confirmed account waits {days} day{'' if days == 1 else 's'} before it is paid."
        if days
        else "A newly confirmed account may be paid at once: no waiting time is set."
    )


def paid_into(payee: PayeeShown | None) -> Cell:
    """Where a provider is paid now."""
    if payee is None:
        return Cell("no account is set", tone="red", strong=True)
    waits = f"; may be paid from {say_day(payee.usable_from)}" if payee.usable_from else ""
    return Cell(f"{payee.account_name}, account {payee.ending}{waits}")


def table(found: Sequence[ChangeSeen], names: Mapping[str, str], *, caption: str, empty: str, named: bool) -> Table:
    """Changes, one a row; with their provider where they are not all of one."""
    rows = tuple(
        Row(
            (
                Cell(one.ref, f"/payees/{one.ref}/", ref=True),
                *((Cell(one.provider_name, f"/providers/{one.provider_ref}/"),) if named else ()),
                Cell(one.ending, ref=True),
                say_day(one.received_on),
                names.get(one.proposed_by, one.proposed_by),
                Cell(one.state.capitalize(), tone=TONES[one.state], tag=True),
                names.get(one.settled_by, one.settled_by) or "–",
            )
        )
        for one in found
    )
    columns = (
        Column("Change"),
        *((Column("Provider"),) if named else ()),
        Column("Account"),
        Column("Request came"),
        Column("Entered by"),
        Column("State"),
        Column("Settled by"),
    )
    return Table(caption, columns, rows, empty=empty)
