"""What comes back of a letter of ours: an answer to it, or the report that it was not delivered."""

from collections.abc import Sequence
from datetime import date

from duly.casework.cases import queries as cases
from duly.casework.correspondence import queries as post
from duly.casework.correspondence.rules.returned import report_in
from duly.casework.dispatch import actions as letters
from duly.casework.dispatch import queries as letter_queries
from duly.casework.dispatch.queries import LetterSeen
from duly.casework.flow.risking import in_working_days
from duly.core.record.actions import unit_of_work
from duly.core.record.clock import today
from duly.core.work import actions as tasks
from duly.primitives.actor import SYSTEM, Actor

RETURNED = "returned"
TO_MEND = 2
"""Working days in which whoever has the case finds another way for a letter that came back. A default of ours."""


def letters_answered(message_ids: Sequence[str]) -> tuple[tuple[LetterSeen, str], ...]:
    """Letters of ours among mails that are answered, the nearest first, each with the case it is of; "" where it is of none."""
    return tuple((one, case_of(one)) for one in letter_queries.of_messages(message_ids))


def case_of(letter: LetterSeen) -> str:
    """The case a letter is of: its own, or that of the post it acknowledges."""
    return letter.case_ref or (post_case(letter.item_ref) if letter.item_ref else "")


def post_case(item_ref: str) -> str:
    """The first case an item of post is with, or ""."""
    return cases.of_items((item_ref,)).get(item_ref, "")


def note_what_came_back(item_ref: str, content: bytes) -> LetterSeen | None:
    """Where an item is a mail server's report on a letter of ours: the letter came back undelivered, and whoever has its case is given a task to find another way.

    A report that a server is still trying is tied to its case by its thread, and changes nothing. The report itself stays post, to be triaged as any.
    """
    report = report_in(content)
    letter = next(iter(letter_queries.of_messages((report.message_id,))), None) if report else None
    if report is None or letter is None or not report.failed or not letter.sent_on:
        return None
    words = f"{item_ref}: {report.recipient or letter.to_address} did not take it: {report.words}"
    return note_returned(letter, words)


def note_delivery(ref: str, *, how: str, on: date, words: str = "", file_name: str = "", content: bytes = b"", by: Actor) -> LetterSeen:
    """Note what shows that a letter arrived. Of one that came back whoever has its case is given a task, as of one that a mail server could not deliver."""
    with unit_of_work():
        done = letters.note_delivery(ref, how=how, on=on, words=words, file_name=file_name, content=content, by=by)
        if how == RETURNED:
            task_of_return(done)
    return done


def note_returned(letter: LetterSeen, words: str) -> LetterSeen:
    """Note that a letter came back, with what says so, and give whoever has its case a task to find another way."""
    done = letters.note_delivery(letter.ref, how=RETURNED, on=today(), words=words[:500], by=SYSTEM, follows=True)
    task_of_return(done)
    return done


def task_of_return(letter: LetterSeen) -> None:
    """The task that a letter which came back gives whoever has its case, or the post it answers."""
    case_ref = case_of(letter)
    owner = cases.case(case_ref).owner if case_ref else post.item(letter.item_ref).owner if letter.item_ref else ""
    if not owner:
        return
    what = f"{letter.ref} to {letter.to_name} came back undelivered: find another address or another way, and send it again."
    tasks.make(what=what, owner=owner, about=case_ref or letter.item_ref, due=in_working_days(TO_MEND), by=SYSTEM, follows=True)
