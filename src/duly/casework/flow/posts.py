"""Who holds a post today, and who is told of what happens to a case."""

from duly.core.confidentiality import queries as confidentiality
from duly.core.people import queries as people
from duly.core.record.clock import today


def holders(post_code: str) -> tuple[str, ...]:
    """Who holds a post today, by officers' references."""
    held = people.everyone_in_post(on=today()) if post_code else ()
    return tuple(dict.fromkeys(one.officer_ref for one in held if one.code == post_code))


def told_of(case_ref: str, officers: tuple[str, ...]) -> tuple[str, ...]:
    """Of these officers, each once, those who may see a case and are still in a post."""
    held = {one.officer_ref for one in people.everyone_in_post(on=today())}
    return tuple(one for one in dict.fromkeys(officers) if one in held and confidentiality.may_see(case_ref, officer=one))


def above(post_code: str) -> str:
    """The next post up the line of management that somebody holds; the same where there is none."""
    lines, at, seen = people.lines(on=today()), post_code, {post_code}
    while at in lines and lines[at] not in seen:
        at = lines[at]
        seen.add(at)
        if holders(at):
            return at
    return post_code
