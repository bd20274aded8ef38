"""Everything open that somebody has, handed over to another in one act: cases each with its note, and with them post, tasks, chases, enquiries, markers and what they read."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from duly.casework.cases import actions as cases
from duly.casework.cases import powers
from duly.casework.cases import queries as case_queries
from duly.casework.correspondence import actions as post
from duly.casework.correspondence import queries as post_queries
from duly.casework.correspondence.states import STEPS as POST_STEPS
from duly.casework.files import queries as files
from duly.casework.instructions import actions as instructions
from duly.casework.instructions import queries as instruction_queries
from duly.casework.reviews import queries as reviews
from duly.casework.risk import queries as risk
from duly.casework.submissions import queries as papers
from duly.casework.submissions.states import UNDECIDED as STILL_OPEN
from duly.casework.wordings import queries as wordings
from duly.core.chases import actions as chases
from duly.core.chases import queries as chased
from duly.core.confidentiality.queries import hidden
from duly.core.contacts import actions as contacts
from duly.core.contacts import queries as asked
from duly.core.directory import actions as directory
from duly.core.directory import queries as entries
from duly.core.people import queries as people
from duly.core.record.actions import unit_of_work
from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.core.work import actions as work
from duly.core.work import queries as tasks
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal, Refused, first, stop_if

HANDED = {
    "cases.Case": "case",
    "correspondence.Item": "post",
    "work.Task": "task",
    "chases.Chase": "chase",
    "contacts.Enquiry": "enquiry",
    "directory.Marker": "marker",
    "instructions.Instruction": "reading",
}
"""Tables of what goes to another with everything of somebody's, and what each is called."""

BY_HAND = {
    "reviews.Review": ("review", "Who looks again is judged independent by itself: give it to somebody on its page."),
    "risk.Involvement": ("involvement", "It was put to them by name: withdraw it, and ask somebody else."),
    "risk.Commission": ("commissioned work", "It was commissioned from them: take it back, and commission it again."),
    "wordings.Wording": ("standard letter", "Renew it in another's name, by whoever adopts standard letters."),
    "submissions.Submission": (
        "submission",
        "It goes with its case: whoever has that mends it when it comes back, and is its next author.",
    ),
    "files.Volume": ("paper file", "The paper itself is with them: note where it goes."),
}
"""Tables of what somebody may have and must be dealt with one by one, with why: it is listed, and does not move."""


UNDECIDED = tuple(state.value for state in STILL_OPEN)
NAMED = "Its person was told that this officer deals with them: lift it, and propose it with another."


@dataclass(frozen=True)
class Held:
    """One thing somebody has that is open. `by_hand` is why it does not go with the rest, or nothing; `stays` is why it may not go to whoever is to have it."""

    kind: str
    ref: str
    what: str
    url: str
    by_hand: str = ""
    stays: str = ""

    @property
    def goes(self) -> bool:
        """Whether it goes with everything else."""
        return not self.by_hand and not self.stays


def held_by(officer: str, *, to: str = "") -> tuple[Held, ...]:
    """Everything open that an officer has, cases first; what is kept from whoever it would go to (`to`), and cases that they declared an interest in, stay."""
    found = [*_goes(officer), *_by_hand(officer)]
    kept = hidden([one.ref for one in found], officer=to) if to else frozenset()
    theirs = case_queries.interested(to, in_cases=[one.ref for one in found if one.kind == "case"]) if to else frozenset()
    called = people.names().get(to, to)
    says = dict.fromkeys(theirs, f"{called} has declared an interest that bears on it.") | dict.fromkeys(kept, f"It is kept from {called}.")
    return tuple(Held(one.kind, one.ref, one.what, one.url, one.by_hand, says.get(one.ref, "")) for one in found)


def hand_everything_over(
    was: str, *, owner: str, notes: Mapping[str, str], but_cases: bool = True, because: str = "", by: Actor
) -> tuple[Held, ...]:
    """Hand over what somebody has open: each case that is given a note, and with `but_cases` everything else that can go. All of it, or none. Gives what went, as it was.

    A case without a note stays where it is. Refused: "scheme-…", "same-owner", "not-in-post", "nothing".
    """
    stop_if(why_not_hand_everything(was, owner=owner, by=by))
    noted = {ref for ref, words in notes.items() if words.strip()}
    going = [one for one in held_by(was, to=owner) if one.goes and (one.ref in noted if one.kind == "case" else but_cases)]
    if not going:
        raise Refused(
            Refusal("nothing", f"{people.names().get(was, was)} has nothing open that could go: give each case that goes its note.")
        )
    said = because.strip() or f"With everything of {people.names().get(was, was)}'s."
    of_cases = {one.ref: notes[one.ref] for one in going if one.kind == "case"}
    with unit_of_work():
        if of_cases:
            cases.hand_over(of_cases, owner=owner, by=by)
        for one in going:
            if one.kind != "case":
                _MOVES[one.kind](one.ref, owner, said, by)
    return tuple(going)


def why_not_hand_everything(was: str, *, owner: str, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "same-owner", "not-in-post") before anything of it is looked at, or None."""
    in_post = {held.officer_ref for held in people.everyone_in_post(on=today())}
    return first(
        why_not(powers.HAND_OVER, {}, actor=by, on=today()),
        Refusal("same-owner", "It is theirs already: choose somebody else.") if was == owner else None,
        None if owner in in_post else Refusal("not-in-post", f"{owner or 'Nobody'} holds no post today, so it would be nobody's."),
    )


def _goes(officer: str) -> Iterator[Held]:
    yield from (Held("case", one.ref, one.title, f"/cases/{one.ref}/") for one in case_queries.open_cases(owners=(officer,)))
    for one in post_queries.owned_by(officer):
        if POST_STEPS.why_not("re-allocate", one.state) is None:
            yield Held("post", one.ref, one.subject or one.sender, f"/post/{one.ref}/")
    yield from (Held("task", one.ref, one.what, f"/tasks/{one.ref}/", _with(one.about)) for one in tasks.tasks(owner=officer))
    yield from (Held("chase", one.ref, one.what, "/chasing/") for one in chased.chases(owner=officer, running=True))
    open_ = (one for one in asked.enquiries() if one.owner == officer and one.state != "answered")
    yield from (Held("enquiry", one.ref, one.question, f"/enquiries/{one.ref}/") for one in open_)
    for marker in entries.markers(on=today()):
        if marker.owner == officer:
            yield Held("marker", f"{marker.ref}/{marker.number}", marker.kind, f"/directory/{marker.ref}/")
    for read in instruction_queries.instructions(live=True):
        if read.reader == officer:
            yield Held("reading", read.ref, read.says, f"/instructions/{read.ref}/")
        if read.named_officer == officer:
            yield Held("named officer", read.ref, read.says, f"/instructions/{read.ref}/", NAMED)


def _with(about: str) -> str:
    """A task of an involvement or of commissioned work is theirs who was asked: it stays with that."""
    return f"It is of {about}, which stays with them." if about.startswith(("IV-", "CW-")) else ""


def _by_hand(officer: str) -> Iterator[Held]:
    for review in reviews.reviews(only_open=True):
        if review.reviewer == officer:
            yield _listed("reviews.Review", review.ref, f"Of {review.decision_ref}", f"/reviews/{review.ref}/")
    for put in risk.involvements(asked_of=officer, waiting=True):
        yield _listed("risk.Involvement", put.ref, put.case_ref, f"/involvement/{put.ref}/")
    for set_ in risk.commissioned_all(owner=officer, waiting=True):
        yield _listed("risk.Commission", set_.ref, set_.case_ref, f"/commissioned/{set_.ref}/")
    for paper in papers.submissions(author=officer, states=UNDECIDED, limit=10_000):
        yield _listed("submissions.Submission", paper.ref, paper.text.ask, f"/submissions/{paper.ref}/")
    for wording in wordings.versions():
        if wording.owner == officer and wording.stands(today()) == "in use":
            yield _listed("wordings.Wording", wording.ref, wording.title, f"/letters/standard/{wording.ref}/")
    for volume in files.out():
        if volume.holder == officer:
            yield _listed("files.Volume", volume.case_ref, f"Volume {volume.number}", f"/cases/{volume.case_ref}/")


def _listed(model: str, ref: str, what: str, url: str) -> Held:
    kind, why = BY_HAND[model]
    return Held(kind, ref, what, url, why)


def _marker(ref: str, owner: str, because: str, by: Actor) -> object:
    entry, _, number = ref.partition("/")
    return directory.hand_marker_on(entry, number=int(number), owner=owner, by=by)


_MOVES: dict[str, Callable[[str, str, str, Actor], object]] = {
    "post": lambda ref, owner, because, by: post.reallocate(ref, owner=owner, because=because, by=by, follows=True),
    "task": lambda ref, owner, because, by: work.hand_on(ref, owner=owner, by=by),
    "chase": lambda ref, owner, because, by: chases.hand_on(ref, owner=owner, by=by),
    "enquiry": lambda ref, owner, because, by: contacts.hand_on(ref, owner=owner, by=by),
    "marker": _marker,
    "reading": lambda ref, owner, because, by: instructions.hand_on(ref, reader=owner, by=by),
}
