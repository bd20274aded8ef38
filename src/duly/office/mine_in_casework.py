"""What of casework is one's own to do now."""

from duly.core.record.clock import today
from duly.office.work import Work
from duly.primitives.actor import Actor


def casework(actor: Actor, powers: frozenset[str]) -> list[Work]:
    """What waits for this person in casework, in the order it is done."""
    from duly.casework.correspondence import queries as post
    from duly.casework.dispatch import queries as letters
    from duly.casework.submissions import queries as submissions
    from duly.core.work import queries as tasks

    found = []
    if "post.triage" in powers:
        count = post.by_state()["registered"]
        found.append(Work("Post", "Post to triage", count, "/post/", "Give each item an owner and a next action.", hot=True))
    papers = submissions.whose_move() if any(p.startswith("submissions.") for p in powers) else ()
    if "submissions.put_up" in powers:
        back = _returned_to(actor.ref, [(author, case_ref) for state, author, _, case_ref in papers if state == "returned"])
        found.append(
            Work("Submissions", "Returned to you", back, "/submissions/?state=returned", "Mend each point, and put it up again.", hot=True)
        )
    if "submissions.review" in powers:
        others = sum(state == "put up" and actor.ref not in by for state, _, by, _ in papers)
        found.append(Work("Submissions", "To review", others, "/submissions/?state=put+up", "Pass as ready, or return with points."))
    if "submissions.sign" in powers:
        ready = sum(state == "ready" and actor.ref not in by for state, _, by, _ in papers)
        found.append(
            Work("Submissions", "To sign", ready, "/submissions/?state=ready", "Read what changed, then sign or return.", hot=True)
        )
    if {"letters.approve", "letters.send"} & powers:
        waiting = letters.letters(states=("draft", "approved", "released"))
        mine = sum(
            one.prepared_by != actor.ref
            if one.state == "draft" and "letters.approve" in powers
            else one.state != "draft" and "letters.send" in powers
            for one in waiting
        )
        found.append(Work("Letters", "Letters to approve or send", mine, "/letters/", "Approve the exact bytes, then send them."))
    if "work.keep" in powers:
        to_do, late = tasks.waiting_for_me(actor.ref)
        found.append(Work("Work", "Tasks and promises of yours", to_do, "/tasks/", "Keep each promise by its day.", hot=late))
    return [
        *found,
        *_falling_due(actor, powers),
        *_asked_of_others(actor, powers),
        *_looked_at_again(actor, powers),
        *_kept_safe(actor, powers),
    ]


def _returned_to(officer: str, papers: list[tuple[str, str]]) -> int:
    """How many returned papers (author, case) are an officer's to mend: their own, and on a case of theirs one whose author holds no post any more."""
    from duly.casework.cases import queries as cases
    from duly.core.people import queries as people

    held = {one.officer_ref for one in people.everyone_in_post(on=today())}
    left = {case_ref for author, case_ref in papers if author not in held}
    owned = {ref for ref, seen in cases.some(tuple(left)).items() if seen.owner == officer} if left else set()
    return sum(author == officer or (author not in held and case_ref in owned) for author, case_ref in papers)


def _falling_due(actor: Actor, powers: frozenset[str]) -> list[Work]:
    """Clocks of one's own cases near or past their day, and cases of one's own whose risk is due."""
    from duly.casework.flow.falling_due import falling_due
    from duly.casework.risk import queries as risk

    found = []
    if {"clocks.keep", "risk.assess"} & powers:
        due = falling_due(on=today(), owners=(actor.ref,))
        late = any(one.late for one in due)
        found.append(
            Work(
                "Clocks",
                "Clocks of your cases",
                len(due),
                "/clocks/?whose=Mine",
                "Near its day or past it: meet each, or extend it with a reason.",
                hot=late,
            )
        )
    if "risk.assess" in powers:
        from duly.casework.cases import queries as cases

        of = {one.case_ref for one in risk.dues()}
        mine = sum(case.owner == actor.ref for case in cases.some(tuple(of)).values())
        found.append(
            Work(
                "Cases",
                "Risk to assess again",
                mine,
                "/risk/",
                "Something happened that makes it due: assess it, or confirm it with a reason.",
            )
        )
    return found


def _asked_of_others(actor: Actor, powers: frozenset[str]) -> list[Work]:
    """The steps of what one chases that are to be sent today."""
    if not any(power.startswith("chases.") for power in powers):
        return []
    from duly.core.chases import queries as chases

    mine = sum(one.owner == actor.ref for one in chases.due_now())
    return [Work("Chasing", "Reminders to send", mine, "/chasing/", "Send the next step of each, or say what came.")]


def _looked_at_again(actor: Actor, powers: frozenset[str]) -> list[Work]:
    """Reviews with one, and those nobody has accepted or given to somebody yet."""
    steps = {"reviews.admit", "reviews.assign", "reviews.conduct"} & powers
    if not steps:
        return []
    from duly.casework.reviews import queries as reviews

    waiting = reviews.with_whom()
    every = (
        ("reviews.admit", "Reviews to accept or refuse", sum(state == "asked" for state, _ in waiting), "/reviews/?state=asked"),
        ("reviews.assign", "Reviews to give to somebody", sum(state == "accepted" for state, _ in waiting), "/reviews/?state=accepted"),
        (
            "reviews.conduct",
            "Reviews with you",
            sum(state == "under way" and who == actor.ref for state, who in waiting),
            "/reviews/?state=under+way",
        ),
    )
    says = {
        "reviews.admit": "Accept each on its grounds, or refuse it with the reason.",
        "reviews.assign": "Give each to somebody who had no part in it.",
        "reviews.conduct": "Find on each ground, then conclude.",
    }
    return [Work("Clocks", what, count, url, says[power]) for power, what, count, url in every if power in steps]


def _kept_safe(actor: Actor, powers: frozenset[str]) -> list[Work]:
    """Post that was held back, and restricted cases opened in an emergency that nobody has reviewed."""
    found = []
    if "post.held_back" in powers:
        from duly.casework.correspondence import queries as post

        found.append(
            Work("Post", "Post held back", post.how_many_held_back(), "/post/held-back/", "Look at each, and say what was done with it.")
        )
    if "confidentiality.review" in powers:
        from duly.core.confidentiality import queries as confidentiality

        others = sum(one.officer != actor.ref for one in confidentiality.openings(unreviewed=True))
        found.append(Work("Cases", "Emergency openings to review", others, "/restricted/", "Say whether each was needed.", hot=True))
    return found
