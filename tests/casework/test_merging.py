"""A case merged into another: what comes along, what is begun no more, what is finished where it was begun, and where its post goes."""

from datetime import timedelta

import pytest

from duly.casework import flow
from duly.casework.cases import actions, queries
from duly.casework.cases.states import MERGED
from duly.casework.correspondence import actions as post
from duly.casework.flow.arriving import cases_for
from duly.casework.flow.chasing import ask_for_evidence
from duly.casework.flow.letters_owed import letter_of
from duly.casework.investigation import actions as investigation
from duly.casework.risk import actions as risk
from duly.casework.submissions import actions as papers
from duly.core.confidentiality import actions as confidentiality
from duly.core.confidentiality.queries import access
from duly.core.directory import actions as directory
from duly.core.record.clock import today

pytestmark = pytest.mark.django_db
HEAD, MANAGER, CLERK, INVESTIGATOR = "head-of-casework", "casework-manager", "executive-assistant", "investigator"
WHY = "Both are about one delay."


@pytest.fixture
def merge(office, case, other):
    """Merges the case into the other one."""
    return lambda: flow.tie_cases(case.ref, other=other, kind=MERGED, because=WHY, by=office[MANAGER])


@pytest.fixture
def other(office, mail):
    """One more case, from a letter of its own."""
    item = triaged(office, mail("Bins", "The bins were not emptied.", "<bins@x>"))
    owner = office[INVESTIGATOR].ref
    return flow.open_case_from(
        item, title="Bins", complainant="Mr Ben Other", body="Northmere Council", owner=owner, by=office[MANAGER]
    ).ref


def triaged(office, content: bytes) -> str:
    item = flow.register_post("a.eml", content, received_on=today(), by=office[CLERK]).ref
    owner = office[MANAGER].ref
    return post.triage(item, way="allocate", direct_to="Casework", next_action="Read it", owner=owner, by=office[CLERK]).ref


def test_nothing_is_begun_on_a_merged_case_and_each_refusal_names_where_to_work(office, case, other, mail, merge, refused):
    by, letter = office[MANAGER], triaged(office, mail("More", "More of it.", "<more@x>"))
    soon = today() + timedelta(days=9)
    begin = {
        "a clock": lambda: flow.clock_on_case(case.ref, rule="foi", began=today(), by=by),
        "a letter": lambda: flow.write_letter(
            case.ref, to_address="", fields={}, channel="post", on_behalf="ombudsman", by=office[INVESTIGATOR]
        ),
        "an issue": lambda: investigation.raise_issue(case.ref, words="Was it late?", by=office[INVESTIGATOR]),
        "somebody": lambda: flow.bring_in(
            case.ref, rung="inform", asked_of=office[HEAD].ref, asks="See it", by_day=soon, by=office[INVESTIGATOR]
        ),
        "work": lambda: risk.commission(case.ref, owner=office[INVESTIGATOR].ref, terms="Find the minutes", due_on=soon, by=office[HEAD]),
        "post": lambda: flow.link_post(case.ref, item_ref=letter, by=office[CLERK]),
        "a party": lambda: actions.name_party(case.ref, entry_ref="DIR-1", role="body", by=by),
    }
    merge()

    said = {what: refused(act) for what, act in begin.items()}

    assert {what: one.code for what, one in said.items()} == dict.fromkeys(begin, "merged")
    assert all(f"merged into {other}" in one.because for one in said.values())


def test_what_was_begun_before_is_finished_there_is_listed_where_the_work_goes_on_and_ends_with_it(office, case, other, merge, refused):
    issue = investigation.raise_issue(case.ref, words="Was it late?", by=office[INVESTIGATOR])
    asked = ask_for_evidence(issue.ref, what="The minutes", asked_of="Northmere Council", by=office[INVESTIGATOR])
    flow.clock_on_case(case.ref, rule="foi", began=today(), by=office[MANAGER])
    merge()

    left = flow.open_elsewhere(other, by=office[MANAGER])
    ended = {"outcome": "resolved", "principles": ["getting it right"], "because": "The council put it right."}
    by_law = refused(lambda: flow.close_case(other, **ended, by=office[MANAGER]))

    assert {(one.kind, one.ends) for one in left} >= {("request", True), ("clock", False)}
    assert by_law.code == "still-open"
    assert letter_of(asked.ref).case_ref == case.ref
    assert flow.open_elsewhere(case.ref, by=office[MANAGER]) == ()


def test_the_parties_come_along_once_and_the_case_is_kept_as_the_one_merged_into_it(office, case, other, merge):
    ada, ben = (directory.enter(kind="person", name=name, by=office[MANAGER]).ref for name in ("Mrs Ada Example", "Mr Ben Other"))
    for ref, who in ((case.ref, ada), (case.ref, ben), (other, ben)):
        actions.name_party(ref, entry_ref=who, role="complainant", by=office[MANAGER])
    named = (office[HEAD].ref, office[MANAGER].ref, office[INVESTIGATOR].ref)
    confidentiality.restrict(case.ref, officers=named, because="A colleague", by=office[HEAD])
    confidentiality.wall(case.ref, officer=office[CLERK].ref, because="His sister", by=office[HEAD])
    confidentiality.wall(other, officer=office[CLERK].ref, because="His sister", by=office[HEAD])

    merge()
    kept = access(other)

    assert sorted(queries.parties(other)) == sorted([("complainant", ada), ("complainant", ben)])
    assert (kept.restricted, set(kept.named), [who for who, _ in kept.walls]) == (True, set(named), [office[CLERK].ref])


def test_a_kept_case_is_not_merged_where_somebody_would_read_it_who_may_not(office, case, other, merge, refused):
    confidentiality.restrict(case.ref, officers=(office[HEAD].ref, office[MANAGER].ref), because="A colleague", by=office[HEAD])
    of_its_owner = refused(merge)
    confidentiality.restrict(
        other, officers=tuple(office[one].ref for one in (HEAD, MANAGER, CLERK, INVESTIGATOR)), because="Health", by=office[HEAD]
    )
    of_the_named = refused(merge)

    assert (of_its_owner.code, of_the_named.code) == ("kept", "kept")
    assert office[INVESTIGATOR].name in of_its_owner.because
    assert office[CLERK].name in of_the_named.because


def test_a_paper_that_waits_for_a_decision_is_decided_before_its_case_is_merged(office, case, other, drafted, merge, refused):
    paper = drafted()
    papers.put_up(paper.ref, by=office[INVESTIGATOR])

    assert refused(merge).code == "still-open"
    assert paper.ref in refused(merge).because


def test_post_that_names_a_merged_case_goes_where_the_work_goes_on(office, case, other, mail, merge):
    merge()
    item = flow.register_post("r.eml", mail("A reply", f"My reference is {case.ref}.", "<r@x>"), received_on=today(), by=office[CLERK])
    found = cases_for(item)[0]
    post.triage(item.ref, way="allocate", direct_to="Casework", next_action="Read it", owner=office[MANAGER].ref, by=office[CLERK])
    put = flow.put_with_its_case(item.ref, by=office[CLERK])

    assert (found.case_ref, found.sure) == (other, True)
    assert found.reason == f"the letter names it; {case.ref} is merged into it"
    assert put.ref == other


def test_the_page_of_a_case_lists_what_is_still_open_on_the_one_merged_into_it(office, case, other, merge, at_desk):
    clock = flow.clock_on_case(case.ref, rule="foi", began=today(), by=office[MANAGER])
    desk = at_desk(MANAGER)
    told = {"kind": MERGED, "other": other, "because": WHY}
    assert desk.post(f"/cases/{case.ref}/tie/", told).status_code == 302

    page = desk.get(f"/cases/{other}/").content.decode()

    assert "Begun on a case that was merged into this one" in page
    assert f'href="/clocks/{clock.ref}/"' in page
    assert f"Merged into {other}." in desk.get(f"/cases/{case.ref}/").content.decode()
