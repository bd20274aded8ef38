"""A case that was keyed wrongly is put right: what it read stays in its record, and what still says it as before is named."""

from datetime import timedelta

import pytest

from duly.casework import flow
from duly.casework.cases import actions, queries
from duly.casework.finding import queries as finding
from duly.casework.flow import putting_right
from duly.core.directory import actions as directory
from duly.core.record.clock import today
from duly.core.record.queries import history
from duly.core.scheme.actions import declare_interest

pytestmark = pytest.mark.django_db
MANAGER, INVESTIGATOR, CLERK = "casework-manager", "investigator", "executive-assistant"
LONG_AGO = today() - timedelta(days=400)
SAID = {"title": "Delay", "complainant": "Mrs Ada Exemplar", "body": "Northmere Council", "because": "Her name was misread."}


@pytest.fixture
def right(office, case):
    """Puts the case right, as the manager."""
    return lambda **said: flow.put_case_right(case.ref, **SAID | said, by=office[MANAGER])


def test_what_it_reads_now_is_found_and_what_it_read_stays_in_its_record(case, right):
    done = right().case
    told = history("case", case.ref)[-1]

    assert (done.complainant, done.title, done.body, done.version) == ("Mrs Ada Exemplar", case.title, case.body, case.version + 1)
    assert told.sentence == (
        f"Of {case.ref} was put right complainant: Delay, complaint of Mrs Ada Exemplar about Northmere Council. "
        "It read: Delay, complaint of Mrs Ada Example about Northmere Council. Her name was misread."
    )
    assert finding.search("exemplar", most=5) == (case.ref,)
    assert finding.search("ada example", most=5) == ()


def test_letters_not_sent_and_papers_not_decided_that_still_say_it_as_before_are_named(office, case, drafted, right, at_desk):
    draft = drafted()
    old = flow.write_letter(
        case.ref,
        to_address="",
        fields={"address": "Mrs Ada Example\n1 Row", "words": "Thank you, Mrs Ada Example."},
        channel="post",
        on_behalf="ombudsman",
        by=office[INVESTIGATOR],
    )
    other = flow.write_letter(
        case.ref, to_name="The Clinic", to_address="", fields={"words": "Please."}, channel="post", on_behalf="", by=office[INVESTIGATOR]
    )

    page = at_desk(MANAGER).post(f"/cases/{case.ref}/put-right/", SAID, follow=True).content.decode()

    assert f"{old.ref} still says it as before: put that right too." in page
    assert 'value="Mrs Ada Exemplar"' in page
    assert not {draft.ref, other.ref} & set(page.split("still says")[0].split())
    assert right(body="Southmere Council").still == ()


def test_what_is_not_put_right_is_refused_with_why(office, case, right, refused):
    same = {"title": case.title, "complainant": case.complainant, "body": case.body}

    assert refused(lambda: right(**same)).code == "nothing-new"
    assert refused(lambda: right(complainant=" ")).code == "nothing-said"
    assert refused(lambda: right(because=" ")).code == "no-reason"
    assert refused(lambda: actions.put_right(case.ref, **SAID, by=office["ombudsman"])).code == "scheme-no-row"


def test_a_closed_case_may_still_be_put_right_and_stays_closed(office, case, right):
    ended = {"outcome": "resolved", "principles": ["getting it right"], "because": "The council put it right."}
    flow.close_case(case.ref, **ended, by=office[MANAGER])

    assert (right().case.stage, queries.case(case.ref).complainant) == ("closed", "Mrs Ada Exemplar")


@pytest.fixture
def bodies(office):
    """A board that took over from a group a month from now, each with its days in jurisdiction."""
    by, soon = office[MANAGER], today() + timedelta(days=30)

    def entered(name, starts, ends=None):
        ref = directory.enter(kind="body", name=name, by=by).ref
        directory.give_role(ref, role="in jurisdiction", starts=starts, **({"ends": ends} if ends else {}), by=by)
        return ref

    group, board = entered("Tarn Clinical Group", LONG_AGO, soon), entered("Tarn Care Board", soon)
    directory.give_role(group, role="succeeded by", of=board, starts=soon, by=by)
    directory.enter(kind="body", name="Tarn Bakery", by=by)
    return group, board


def test_another_body_is_asked_of_the_directory_as_of_the_day_the_case_was_opened(bodies, case, right, refused):
    early = refused(lambda: right(body="Tarn Care Board"))
    none = refused(lambda: right(body="Tarn Bakery"))
    done = right(body="Tarn Care Board", despite="It had begun its work before.")

    assert (early.code, none.code) == ("asked", "asked")
    assert "was not on" in early.because
    assert f"Tarn Care Board took over from Tarn Clinical Group ({bodies[0]}) only on" in early.because
    assert none.because.startswith("The directory does not say that Tarn Bakery is in jurisdiction.")
    assert history("case", case.ref)[-1].sentence.endswith("Her name was misread. It had begun its work before.")
    assert done.case.body == "Tarn Care Board"
    assert right(body="Tarn Clinical Group").case.body == "Tarn Clinical Group", "of one that is in jurisdiction nothing is asked"
    assert right(body="Tarn Brewery").case.body == "Tarn Brewery", "nor of one that the directory does not know"


def test_who_works_on_it_with_an_interest_and_who_is_still_a_party_are_named(office, case, bodies, right):
    actions.name_party(case.ref, entry_ref=bodies[1], role="body", by=office[MANAGER])
    declare_interest(about="Tarn Clinical Group", because="My brother works there.", by=office[INVESTIGATOR])

    interest, party = right(body="Tarn Clinical Group").besides

    assert interest == "The Investigator works on it and has declared an interest that bears on it: give it to somebody else."
    assert party.startswith(f"Tarn Care Board ({bodies[1]}) is still the body of {case.ref}")


@pytest.mark.parametrize(
    ("was", "now", "text", "says_it"),
    [
        ("Mrs Ada Example", "Mrs Ada Exemplar", "Dear MRS EXAMPLE", True),
        ("Mrs Ada Example", "Mrs Ada Exemplar", "ada example wrote", True),
        ("Mrs Ada Example", "Mrs Ada Exemplar", "Example's letter", True),
        ("Mrs Ada Example", "Mrs Ada Exemplar", "Dear Mrs Exemplar, dear Ada", False),
        ("Mrs Ada Example", "Mrs Ada Exemplar", "for examples of it", False),
        ("Mrs Ada Example", "Ms Ada Example", "Dear Mrs. Example", True),
        ("Mrs Ada Example", "Ms Ada Example", "Dear Ms Example", False),
        ("Mrs Ada Example", "Mrs Adah Example", "Dear Mrs Example", False),
        ("Mrs Ada Example", "Mrs Adah Example", "Dear Ada", True),
    ],
)
def test_a_person_is_still_called_as_before_by_any_name_that_was_put_right(was, now, text, says_it):
    found = putting_right._of_person(was, now)

    assert bool(found and found.search(putting_right._without(text, [putting_right._plain(now)]))) == says_it


def test_a_changed_title_and_a_body_whose_new_name_has_the_old_one_in_it_are_looked_for(office, case, right):
    said = {"to_address": "", "channel": "post", "on_behalf": "", "by": office[INVESTIGATOR]}
    old = flow.write_letter(case.ref, to_name="The Clinic", fields={"words": "About “DELAY”, by the Northmere  council."}, **said)
    new = flow.write_letter(case.ref, to_name="The Surgery", fields={"words": "Of Northmere Council Pensions."}, **said)

    body = right(complainant=case.complainant, body="Northmere Council Pensions").still
    title = right(complainant=case.complainant, body="Northmere Council Pensions", title="A pension stopped").still

    assert "Delay" in f"{new.text} {new.fields}", "a letter says what it is about"
    assert (set(body), set(title)) == ({old.ref}, {old.ref, new.ref})
