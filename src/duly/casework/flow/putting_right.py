"""What a case is called put right, and every paper not yet out of the office that still calls it as before."""

from dataclasses import dataclass

from duly.casework.cases import actions as cases
from duly.casework.cases import queries as case_queries
from duly.casework.cases.queries import CaseSeen
from duly.casework.dispatch import queries as letters
from duly.casework.submissions import queries as submissions
from duly.casework.submissions.states import UNDECIDED
from duly.primitives.actor import Actor

NOT_OUT = ("draft", "returned", "approved", "released")


@dataclass(frozen=True)
class PutRight:
    """The case as it reads now, and references of letters and submissions that still say what was put right."""

    case: CaseSeen
    still: tuple[str, ...]


def put_case_right(ref: str, *, title: str, complainant: str, body: str, because: str, by: Actor) -> PutRight:
    """Put right what a case is about, who complains or about whom. Nothing that was written is changed: what still says it as before is named, to be mended by hand."""
    was = case_queries.case(ref)
    now = cases.put_right(ref, title=title, complainant=complainant, body=body, because=because, by=by)
    gone = tuple(before for before, after in ((was.complainant, now.complainant), (was.body, now.body)) if before != after)
    return PutRight(now, still_saying(ref, gone) if gone else ())


def still_saying(case_ref: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """Letters of a case that are not sent, and submissions that are not decided, in which any of these words stand."""
    told = [(one.ref, f"{one.text} {' '.join(one.fields.values())}") for one in letters.letters(states=NOT_OUT, case_ref=case_ref)]
    papers = submissions.submissions(states=UNDECIDED, case_ref=case_ref)
    told += [(one.ref, " ".join((one.text.ask, *one.text.paragraphs))) for one in papers]
    return tuple(ref for ref, text in told if any(one.casefold() in text.casefold() for one in words))
