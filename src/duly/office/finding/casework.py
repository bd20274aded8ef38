"""What casework knows by these words: people and bodies of the directory, cases by complainant, body or title, post by what it says, and advice."""

from urllib.parse import urlencode

from duly.casework.advice import queries as advice
from duly.casework.cases import queries as cases
from duly.casework.correspondence import queries as post
from duly.casework.correspondence.powers import READ
from duly.casework.finding import queries as finding
from duly.core.directory import queries as directory
from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.primitives.actor import Actor


def may_read(actor: Actor) -> bool:
    """Whether this person may read casework at all."""
    return why_not(READ, {}, actor=actor, on=today()) is None


def doing(words: str, *, limit: int) -> list[tuple[str, str, str]]:
    """Nothing yet."""
    return []


def records(words: str, *, limit: int) -> list[tuple[str, str, str, str]]:
    """People and bodies, cases, post and advice, and at the end looking for the words in every case with filters; each with its label, address, detail and reference."""
    refs = finding.search(words, most=limit)
    known = cases.some(refs)
    found = [known[ref] for ref in refs if ref in known]
    in_post = finding.in_post(words, most=limit)
    letters = {one.ref: one for one in post.some(in_post)}
    return (
        [(name, f"/directory/{ref}/", kind, ref) for ref, name, kind in directory.named(words, limit=limit)]
        + [(one.complainant or one.title, f"/cases/{one.ref}/", f"case about {one.body}", one.ref) for one in found]
        + [
            (one.subject or "Post", f"/post/{ref}/", f"post from {one.sender_name or one.sender_address}", ref)
            for ref in in_post
            if (one := letters.get(ref))
        ]
        + [(one.question[:80], f"/advice/{one.ref}/", f"advice, {one.state}", one.ref) for one in advice.search(words, limit=3)]
        + ([("Find in cases", f"/cases/?{urlencode({'q': words})}", f"“{words}”", "")] if refs else [])
    )
