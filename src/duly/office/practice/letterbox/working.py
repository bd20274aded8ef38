"""Invented weeks of post, worked through the same actions a person uses: registered by every channel, watched for, triaged as suggested, acknowledged."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from itertools import groupby

from duly.casework import flow
from duly.casework.correspondence import actions as post
from duly.casework.correspondence import queries as post_queries
from duly.casework.correspondence.queries import ItemSeen
from duly.core.alerts import actions as alerts
from duly.core.alerts import queries as alert_queries
from duly.core.record.actions import unit_of_work
from duly.core.record.clock import today
from duly.office.practice.letterbox.inventing import Letter, invent, watch_begins
from duly.office.practice.letterbox.mailing import as_mail, as_mailbox, as_picture, as_scan
from duly.office.practice.letterbox.planted import OFFICES, WATCHED, Office
from duly.primitives.actor import Actor

LATE = "It lay in the register that was used before"
LEFT_DAYS = 1
"""Post of so many days is left to whoever tries the practice copy to triage."""
LEFT_STANDING = 4
"""Alerts of each officer that are left to acknowledge."""
FIRST = "post-0001.eml"
"""The file of the first letter, which is always an e-mail."""
TOGETHER = 20
"""Letters registered in one unit of work."""

Desks = Mapping[str, Actor]
Played = tuple[Office, tuple[Letter, ...], dict[int, ItemSeen]]
"""An office, its letters, and the items they were registered as, by the letters' numbers."""


def work(letters: Sequence[Letter], office: Office, desks: Desks) -> dict[int, ItemSeen]:
    """Register every letter, triage all but the newest days', say what was noticed wrongly or not at all. Gives the items by the letters' numbers."""
    begins = watch_begins(tuple(letters), office)
    done = _register(letters[:begins], desks["executive-assistant"])
    post.watch(WATCHED, because="Three complaints about it in a month; the regulator asks to be told.", by=desks["casework-manager"])
    done |= _register(letters[begins:], desks["executive-assistant"])
    read = [one for one in letters if one.received_on < today() - timedelta(days=LEFT_DAYS)]
    for some in _parted(read):
        with unit_of_work():
            for one in some:
                _triage(done[one.number], desks["executive-assistant"])
                _look(one, done[one.number], desks["assistant-casework-manager"])
    _acknowledge(desks)
    return done


def _register(letters: Sequence[Letter], by: Actor) -> dict[int, ItemSeen]:
    """Each by its own channel; what a mailbox holds is taken in at the end of its week."""
    done: dict[int, ItemSeen] = {}
    for week, some in groupby(letters, key=lambda one: one.received_on.isocalendar()[:2]):
        of_week = list(some)
        boxed = [one for one in of_week if one.way == "mailbox"]
        for several in _parted([one for one in of_week if one.way != "mailbox"]):
            with unit_of_work():
                done |= {one.number: _one(one, by) for one in several}
        if boxed:
            taken = flow.take_in_mbox(f"enquiries-{week[0]}-W{week[1]:02d}.mbox", as_mailbox(boxed), by=by)
            for one, what in zip(boxed, taken, strict=True):
                if what.item is None:
                    raise RuntimeError(f"The practice copy's letter {one.number} was not taken in: {what.because}")
                done[one.number] = what.item
    return done


def _one(letter: Letter, by: Actor) -> ItemSeen:
    why_late = LATE if today() - letter.received_on > timedelta(days=1) else ""
    came = {"received_on": letter.received_on, "why_late": why_late, "by": by}
    if letter.way == "e-mail":
        return flow.register_post(letter.file_name, as_mail(letter), received_on=letter.received_on, why_late=why_late, by=by)
    if letter.way in ("scan", "picture"):
        content = as_scan(letter) if letter.way == "scan" else as_picture(letter)
        item = flow.register_post(letter.file_name, content, received_on=letter.received_on, why_late=why_late, by=by)
        return flow.read_paper(item.ref, by=by)
    return flow.key_in(
        letter.text,
        channel=letter.way,
        sender_name=letter.sender_name,
        sender_address="" if letter.way == "letter" else letter.sender_address,
        subject=letter.subject,
        addressed_to="The Ombudsman",
        **came,  # type: ignore[arg-type]  # a day, a text and an actor, as named
    )


def _triage(item: ItemSeen, by: Actor) -> None:
    """As suggested; a letter that would be left without a reply waits to be read."""
    made = flow.suggest_for(item.ref, item)
    if made.what.way == "no reply":
        return
    flow.triage_post(
        item.ref,
        way=made.what.way,
        direct_to=made.what.direct_to,
        next_action=made.what.next_action,
        owner=made.owner or by.ref,
        alert_post=made.what.alert,
        note=made.what.note,
        as_suggested=True,
        by=by,
    )


def _look(letter: Letter, item: ItemSeen, by: Actor) -> None:
    """What a careful reader says of the flags: those that are false, and those that are missing."""
    for rule in dict.fromkeys(mark.rule for mark in item.marks):
        if rule not in letter.flags:
            post.unflag(item.ref, rule=rule, because="It speaks of something else.", by=by)
    if letter.kind == "beyond the words":
        for rule in letter.flags:
            post.flag(item.ref, rule=rule, because="It is said without any of the words.", by=by)


def _acknowledge(desks: Desks) -> None:
    """Every alert to post but the newest few is acknowledged by whom it was for."""
    for by in {one.ref: one for one in desks.values()}.values():
        mine = [one for one in alert_queries.alerts(by.ref) if one.name.startswith("post.alerted") and one.acknowledged_at is None]
        alerts.acknowledge([one.id for one in mine[LEFT_STANDING:]], officer=by)


def played() -> Played | None:
    """The office whose post was played here, its letters, and the items they were registered as; None where none was."""
    items = post_queries.items(limit=100_000)
    first = next((one for one in items if one.file_name == FIRST), None)
    if first is None:
        return None
    known = {(one.sender_name, one.subject): one for one in items}
    for office in OFFICES.values():
        letters = invent(office, today=first.logged_on)
        if all(one.key in known for one in letters):
            return office, letters, {one.number: known[one.key] for one in letters}
    return None


def _parted(letters: Sequence[Letter]) -> list[Sequence[Letter]]:
    return [letters[n : n + TOGETHER] for n in range(0, len(letters), TOGETHER)]
