"""Who above was brought into the case, and the pieces of work commissioned on it."""

from duly.casework.risk import queries as risk
from duly.casework.screens.cases.sections import Asked, Note, Part
from duly.casework.screens.involvement.lists import involved_rows, involved_table, work_rows, work_table
from duly.core.people.queries import post_titles
from duly.primitives.period import say_day

PLACE = 16


def part(asked: Asked) -> Part:
    """Both lists, with the doors to more. What is overdue stands at the top of the page."""
    ref, me = asked.case.ref, asked.by.ref
    above, pieces = risk.involvements(case_ref=ref), risk.commissioned_all(case_ref=ref)
    told = (*(("involvement", one.ref) for one in above), *(("commissioned work", one.ref) for one in pieces))
    late = tuple(Note(f"{one.ref} was due on {say_day(one.due_on)}.", "red", "Commissioned work:") for one in pieces if one.overdue)
    late += tuple(
        Note(f"{one.ref} was to be acknowledged by {say_day(one.acknowledge_by)}.", "red", "Involvement:")
        for one in above
        if one.unacknowledged
    )
    holds = {
        "above": involved_table(involved_rows(above, asked.names, post_titles() if above else {}, me=me)),
        "work": work_table(work_rows(pieces, asked.names, me=me)),
    }
    return Part("involvement", holds, told=told, notes=late)
