"""The invented ombudsman's morning, and its figures."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import timedelta
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

from duly.casework import flow
from duly.casework.cases import queries as cases
from duly.casework.correspondence import queries as post
from duly.casework.decisions import queries as decisions
from duly.casework.dispatch import queries as letters
from duly.casework.examples import kept
from duly.casework.reviews import queries as reviews
from duly.casework.submissions import queries as submissions
from duly.core.clocks import actions as clocks
from duly.core.clocks import queries as clock_queries
from duly.core.contacts import queries as calls
from duly.core.directory import queries as directory
from duly.core.people import queries as people
from duly.core.record.clock import today
from duly.office.practice import adjudicated, advice, contacts, ending, instructions, looking_again, risky, second_scheme
from duly.office.practice import letters as practice_letters
from duly.office.practice.letterbox import caseload, finding, papers, working
from duly.office.practice.letterbox.inventing import invent
from duly.office.practice.letterbox.planted import NOT_AS_PLANTED, OFFICES
from duly.office.practice.letterbox.working import Played
from duly.primitives.actor import Actor

LATER_POST = (
    (
        "Tomasz Zielinski <tomasz.zielinski@post.example>",
        "Second complaint about Northmere Council housing",
        "Dear Ombudsman\n\nI wrote in March about damp in my daughter's room and was told to wait for the council. I have waited.\n\n"
        "The council now says it has no record of my complaint. I enclose its own letter of 4 April, which answers it.\n\nTomasz Zielinski",
    ),
    (
        "Gareth Pell MP <gareth.pell@parliament.example>",
        "My constituent Mr O Banjo: delay in NHS continuing care",
        "Dear Ombudsman\n\nMy constituent asks when he may expect your decision. As his Member of Parliament I should be grateful for a reply this week.\n\n"
        "Gareth Pell MP",
    ),
    (
        "Lena Fitch <lena.fitch@echo.example>",
        "Request for comment before publication",
        "The Wexcombe Echo will publish on Thursday about waiting times for your decisions. I am a journalist there and ask for your comment by noon "
        "tomorrow.\n\nLena Fitch",
    ),
)
"""Sender, subject and words of mail that comes in after the morning's, and is left for whoever tries the practice copy to triage."""


def work_a_morning(desks: Mapping[str, Actor]) -> None:
    """Register and triage the post, carry one case to a signed letter, and register what comes in later."""
    flow.demo(by_post=desks)
    for number, (sender, subject, words) in enumerate(LATER_POST, start=1):
        flow.register_post(
            f"later-{number}.eml", _mail(number, sender, subject, words), received_on=today(), by=desks["executive-assistant"]
        )
    _clocks(desks)
    kept.fill(desks)


def work_the_weeks(size: str, desks: Mapping[str, Actor], *, say: Callable[[str], None]) -> None:
    """Work some weeks of invented post, as large as `size` says ("small" or "full"), and at their end say what bears on one person beside the scheme."""
    office = OFFICES[size]
    letters = invent(office, today=today())
    say(f"Registering and triaging {office.weeks} weeks of the ombudsman's post: {len(letters)} letters by every channel …")
    items = working.work(letters, office, desks)
    to_open = caseload.to_open(letters, office)
    say(f"Taking over {office.closed:,} closed cases and the open ones of before, and opening {len(to_open)} from the post …")
    ended, live = cases.by_stage()["closed"], office.live - len(to_open) - len(cases.open_cases())
    caseload.take_over(office, desks, caseload.usernames_of(desks), live=live, closed=office.closed - ended)
    opened = caseload.open_from(to_open, items, desks)
    say(f"Putting up {len(papers.planned(office))} submissions, and deciding those that are right the first time …")
    caseload.put_up(office, opened, desks)
    second_scheme.go_away(desks)
    flow.in_the_scheme(desks)


def _clocks(desks: Mapping[str, Actor]) -> None:
    """Clocks on the morning's case: one that runs, one that was stopped and goes on, one that stands still, and those of a review that was asked for."""
    case, by = cases.cases()[-1].ref, desks["investigator"]
    flow.letter_before_claim(case, received_on=today() - timedelta(days=9), by=by)
    request = flow.clock_on_case(case, rule="foi", began=today() - timedelta(days=16), because="The complainant asked for papers.", by=by)
    clocks.stop(request.ref, on=today() - timedelta(days=11), because="We asked which papers were meant.", by=by)
    clocks.restart(request.ref, on=today() - timedelta(days=6), because="The complainant said which.", by=by)
    copy = flow.clock_on_case(case, rule="sar", began=today() - timedelta(days=5), because="A subject access request.", by=by)
    clocks.stop(copy.ref, on=today() - timedelta(days=2), because="We asked for proof of who is asking.", by=by)
    looking_again.fill(desks)
    contacts.fill(desks)
    practice_letters.fill(desks)
    instructions.fill(desks, mail=_mail)
    adjudicated.fill(cases.case(case), desks)
    advice.fill(desks)
    risky.fill(desks)
    ending.fill(desks)


def _mail(number: int, sender: str, subject: str, words: str) -> bytes:
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"] = sender, "The Ombudsman <ombudsman@pso.example>", subject
    mail["Message-ID"] = f"<later-{number}@practice.example>"
    mail.set_content(words)
    return mail.as_bytes()


def figures() -> dict[str, Any]:
    """The post and what became of it, the cases, the papers and who decided them; and what was planted beside what was found."""
    played = working.played()
    of_post, wrong_post = _of_post(played)
    of_papers, wrong_papers = _of_papers(played)
    wrong = [*wrong_post, *wrong_papers]
    states = post.by_state()
    return (
        of_post
        | {
            "items by state": {state: count for state, count in states.items() if count},
            "cases": cases.by_stage(),
            "how cases ended": dict(sorted(Counter(one.outcome for one in cases.closed_cases()).items())),
            "taken over": cases.how_many_taken_over(),
        }
        | of_papers
        | {
            "reviews": dict(Counter(one.state for one in reviews.reviews())),
            "clocks running": len(clock_queries.clocks(only_open=True)),
            "in the directory": len(directory.rows()),
            "calls logged": len(calls.calls()),
            "letters by state": {state: count for state, count in letters.by_state().items() if count},
        }
        | ({NOT_AS_PLANTED: wrong} if wrong else {})
    )


def _of_post(played: Played | None) -> tuple[dict[str, Any], list[str]]:
    """Items registered, what the rules noticed in those that were triaged, and alerts; and where it is not as planted."""
    rules = post.rules_in_force(on=today())
    words = {one.code: one.word for one in rules.rules} | {"watched": "Watched", "": "nothing noticed"}
    told: dict[str, Any] = {
        "items registered": sum(post.by_state().values()),
        "triaged by rule": {words.get(code, code): many for code, many in post.triaged_by_rule().items()},
        "alerts raised": post.alerts_raised(),
    }
    if played is None:
        return told, []
    _, written, items = played
    counted = finding.counted(written, items)
    return told | {"planted in post": finding.in_a_word(counted, len(written))}, [*counted.missed, *counted.not_expected]


def _of_papers(played: Played | None) -> tuple[dict[str, Any], list[str]]:
    """Submissions held to the right-first-time checks, with how often each thing was found, and who decided how many; and where it is not as planted."""
    told, titles = finding.checked(played[0] if played else None), people.post_titles()
    signed = Counter(f"{titles.get(one.signed_as, one.signed_as)}, rule {one.rule}" for one in decisions.decisions(limit=10_000))
    figures: dict[str, Any] = {
        "submissions checked": {"papers": told.papers, "nothing to mend": told.clean} | told.by_code,
        "submissions returned": sum(len(one.returns) for one in submissions.submissions(limit=10_000)),
        "decisions signed": signed.total(),
        "decisions by level": dict(sorted(signed.items())),
    }
    if told.planted:
        all_found = "all found" if told.found == told.planted else f"{told.found} found"
        planted = f"{told.planted} defects of {len(papers.DEFECTS)} kinds: {all_found}, {len(told.false_alarms)} false alarms"
        figures["planted in submissions"] = planted
    return figures, [*told.missed, *told.false_alarms]
