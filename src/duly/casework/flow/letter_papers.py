"""Letters on paper, and standard letters, where they cross rooms: print packs, scans that were signed, adopting a wording and chasing its owner."""

from collections.abc import Collection
from datetime import date

from duly.casework.correspondence.actions import papers
from duly.casework.dispatch import actions as letters
from duly.casework.dispatch import queries as letter_queries
from duly.casework.dispatch.checking import why_not_pack
from duly.casework.dispatch.queries import LetterSeen, PackSeen
from duly.casework.dispatch.rules import marks_in
from duly.casework.flow.looking_again import told_by_letter
from duly.casework.flow.post_answered import note_posted_of_post
from duly.casework.wordings import actions as wordings
from duly.casework.wordings import queries as wording_queries
from duly.casework.wordings.queries import WordingSeen
from duly.core.documents.rules import media_type_of
from duly.core.people import queries as people
from duly.core.record.actions import unit_of_work
from duly.core.record.clock import today
from duly.core.work import actions as work
from duly.core.work import queries as tasks
from duly.primitives.actor import Actor
from duly.primitives.period import say_day
from duly.primitives.refusal import Refusal, Refused


def make_print_pack(*, because: str = "", by: Actor) -> PackSeen:
    """Put every approved letter that may go by post into one print pack; `because` is why those of a case that is marked as a whole go all the same.

    What may not go stays, and keeps nothing else back (`staying_from_pack`). Where nothing may, the first refusal is said.
    """
    held = next(iter(people.posts_held(by.ref, on=today())), None)
    stays = {ref for ref, _ in staying_from_pack(because=because, by=by)}
    waiting = [one.ref for one in letter_queries.to_pack()]
    going = [ref for ref in waiting if ref not in stays] or waiting
    return letters.make_pack(going, office=held.office if held else "", because=because, by=by)


def staying_from_pack(*, because: str = "", by: Actor) -> tuple[tuple[str, str], ...]:
    """Approved letters that may not go by post today, by reference, each with why."""
    found = ((one.ref, why_not_pack((one,), because=because, by=by)) for one in letter_queries.to_pack())
    return tuple((ref, refusal.because) for ref, refusal in found if refusal is not None)


def note_posted(ref: str, *, count: int, by: Actor) -> PackSeen:
    """Note that a print pack was posted, and of its letters what follows from that they went."""
    with unit_of_work():
        done = letters.note_posted(ref, count=count, by=by)
        for one in letter_queries.packed(ref):
            went = letter_queries.letter(one.letter_ref)
            told_by_letter(went, by=by)
            note_posted_of_post(went, by=by)
    return done


def match_scan(ink_ref: str, *, file_name: str, content: bytes, typed: str = "", signed_on: date, by: Actor) -> LetterSeen:
    """Match a scan to the version it was printed from: by the mark read from it, or typed by whoever looks at it where none can be read."""
    try:
        kind = media_type_of(file_name, content)
    except ValueError as error:
        raise Refused(Refusal("kind-of-file", str(error))) from None
    read = papers.words_of(content, kind)
    found = marks_in("\n".join(read.pages))
    if len(found) > 1:
        raise Refused(Refusal("marks", f"The scan bears {len(found)} marks, {' and '.join(found)}: scan each letter by itself."))
    mark = found[0] if found else next(iter(marks_in(typed)), typed.strip())
    how = read.how if found else "typed"
    return letters.match(ink_ref, mark=mark, read_how=how, signed_on=signed_on, file_name=file_name, content=content, by=by)


def adopt_wording(ref: str, *, seen_sha256: str, seen_affected: Collection[str], by: Actor) -> WordingSeen:
    """Adopt a version of a standard letter, by somebody who was shown every draft it leaves behind."""
    affected = [one.ref for one in letter_queries.affected_by(wording_queries.wording(ref).code)]
    if sorted(affected) != sorted(seen_affected):
        raise Refused(Refusal("not-what-you-saw", "Other drafts are under way from it than you were shown. Look at them, then adopt it."))
    return wordings.adopt(ref, seen_sha256=seen_sha256, affected=affected, by=by)


def chase_wordings(*, by: Actor) -> tuple[str, ...]:
    """Give the owner of every standard letter whose time runs out a task to look at it, once. Gives the references of the tasks."""
    made = []
    for one in wording_queries.running_out(on=today()):
        assert one.expires is not None  # those without a last day do not run out
        if not tasks.tasks(about=[one.ref]):
            what = f"Look at the standard letter {one.title} ({one.ref}): it may be used until {say_day(one.expires)}. Renew it, or write a new version."
            made.append(work.make(what=what, owner=one.owner, about=one.ref, due=max(one.expires, today()), by=by).ref)
    return tuple(made)
