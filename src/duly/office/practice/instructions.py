"""Somebody who writes again and again about a case that is decided, and instructions about him and two others. None of them is anybody."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from duly.casework import flow
from duly.casework.cases import actions as cases
from duly.casework.cases import queries as case_queries
from duly.casework.instructions import actions as instructions
from duly.core.directory import queries as directory
from duly.core.record.clock import today
from duly.primitives.actor import Actor

SIMON = "Simon Hartley <simon.hartley@post.example>"
LETTERS = (
    (
        34,
        "My mother's case",
        "Dear Ombudsman\n\nThe board's own standard is 28 days and it took nine months. Nobody told her why.\n\n"
        "It caused her distress for a long time and affected her own health. I paid £1,240 for a private assessment in March.\n\n"
        "Your investigator never rang Dr Pellow, who saw everything.\n\nSimon Hartley",
    ),
    (
        0,
        "My mother's case, for the ninth time",
        "Dear Ombudsman\n\nIt took nine months, though the standard of the board is 28 days. Nobody told her why.\n\n"
        "In March I paid £1,240 for a private assesment. It caused her distress for a long time and affected her own health, and on 4 April she was "
        "taken to the infirmary.\n\nYour investigator never rang Dr Pellow, who saw everything.\n\nSimon Hartley",
    ),
    (
        0,
        "Again",
        "Dear Ombudsman\n\nIt took nine months. The standard of the board is 28 days.\n\nI do not know how much longer I can go on with this.\n\nSimon Hartley",
    ),
    (0, "And again", "Dear Ombudsman\n\nThe board's own standard is 28 days and it took nine months.\n\nSimon Hartley"),
)
"""Days ago, subject and words: the first time it was all said; the same with one new fact inside; with words of danger; and with nothing new."""


def fill(desks: Mapping[str, Actor], *, mail: Callable[[int, str, str, str], bytes]) -> None:
    """Letters that repeat, with their case; an instruction in force, soon to be reviewed; one about calls; and one that waits to be authorised."""
    known = {name: ref for ref, name, _ in (*directory.named("Simon Hartley", limit=1), *directory.named("Peregrine Oxtoby", limit=1))}
    found = case_queries.named("Ruth Hartley", limit=1)
    if not found or len(known) < 2:  # an office that is not peopled so
        return
    case, by, manager, head = found[0].ref, desks["assistant-casework-manager"], desks["casework-manager"], desks["head-of-casework"]
    simon, peregrine = known["Simon Hartley"], known["Peregrine Oxtoby"]
    plain = {
        "adjustments": "Asked whether he needs anything to write or speak to us: no.",
        "warning": "By letter a month ago, with what would follow.",
        "must_read": "Anything new about her health, her care or her safety, and of his own distress.",
        "reader": by.ref,
        "expires_on": today() + timedelta(days=364),
        "by": by,
    }
    on_file = instructions.propose(
        about=simon,
        kind="on file",
        case_refs=(case,),
        channels=("e-mail", "letter"),
        reasons="Eight letters since the decision, each asking what its letter answers.",
        review_on=today() + timedelta(days=20),
        **plain,  # type: ignore[arg-type]  # its values are what the names say
    )
    calls = instructions.propose(
        about=peregrine,
        kind="call limit",
        matter="His complaint about Northmere Council's roads",
        channels=("phone",),
        calls_a_week=1,
        minutes_a_call=10,
        reasons="Rings daily, and shouts.",
        review_on=today() + timedelta(days=150),
        **plain,  # type: ignore[arg-type]  # as above
    )
    for one in (on_file, calls):
        instructions.authorise(one.ref, because="The warning was plain and it went on.", by=head)
        instructions.put_in_force(
            one.ref, notified_on=today(), starts=today(), how="Letter of today, with the right to complain.", by=manager
        )
    instructions.propose(
        about=peregrine,
        kind="named officer",
        matter="Everything else he writes of",
        channels=("e-mail", "letter", "phone"),
        named_officer=manager.ref,
        reasons="He asks each of us the same and compares the answers.",
        review_on=today() + timedelta(days=150),
        **plain,  # type: ignore[arg-type]  # as above
    )
    for number, (ago, subject, words) in enumerate(LETTERS, start=101):
        day = today() - timedelta(days=ago)
        item = flow.register_post(
            f"again-{number}.eml",
            mail(number, SIMON, subject, words),
            received_on=day,
            why_late="It lay with the case's papers" if ago else "",
            by=desks["executive-assistant"],
        )
        cases.link_item(case, item_ref=item.ref, by=desks["executive-assistant"])
