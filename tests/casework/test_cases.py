"""A case begins from post that has an owner, once, and gathers what belongs to it."""

import pytest
from django.db import IntegrityError, transaction

from duly.casework import flow
from duly.casework.cases import actions, queries
from duly.casework.cases.models import Case, CaseItem
from duly.core.record.clock import today
from duly.core.record.queries import history

pytestmark = pytest.mark.django_db

ABOUT = {"title": "Delay", "complainant": "Mrs Ada Example", "body": "Northmere Council", "owner": "O-0001"}


def test_a_case_is_opened_from_post_with_an_owner_and_not_before(office, mail, refused):
    waiting = flow.register_post("a.eml", mail(), received_on=today(), by=office["executive-assistant"])

    refusal = refused(lambda: flow.open_case_from(waiting.ref, by=office["casework-manager"], **ABOUT))

    assert refusal.because == f"{waiting.ref} has not been triaged: give it an owner and a next action first."


def test_one_case_is_opened_from_an_item(office, case, refused):
    refusal = refused(lambda: flow.open_case_from(case.opened_from, by=office["casework-manager"], **ABOUT))

    assert refusal.because == f"{case.ref} was already opened from {case.opened_from}."
    assert case.ref.startswith(f"PSO-{today().year}-")


def test_the_executive_assistant_does_not_open_cases(office, item, refused):
    assert refused(lambda: flow.open_case_from(item.ref, by=office["executive-assistant"], **ABOUT)).code == "scheme-no-row"


def test_post_that_names_its_case_is_put_with_it_once(office, case, mail, refused):
    named = mail(f"Re: {case.ref}", "More about it")
    item = flow.register_post("b.eml", named, received_on=today(), by=office["executive-assistant"])

    linked = flow.put_with_its_case(item.ref, by=office["executive-assistant"])
    refusal = refused(lambda: flow.put_with_its_case(item.ref, by=office["executive-assistant"]))

    assert linked.items == (case.opened_from, item.ref)
    assert refusal.because == f"{item.ref} is already with {case.ref}."
    assert [entry.action for entry in history("case", case.ref)] == ["case.opened", "case.post-linked"]


def test_post_that_names_no_case_is_put_with_none(office, item):
    assert flow.put_with_its_case(item.ref, by=office["executive-assistant"]) is None


def test_a_case_moves_on_by_its_steps(office, case, refused):
    assert actions.move(case.ref, step="investigate", by=office["investigator"]).stage == "investigation"
    assert refused(lambda: actions.move(case.ref, step="investigate", by=office["investigator"])).code == "wrong-state"
    assert refused(lambda: actions.move(case.ref, step="close", by=office["casework-manager"])).code == "not-a-move"


def test_the_database_refuses_a_second_case_from_one_item_and_a_case_about_nobody(office, case):
    row = Case.objects.get(ref=case.ref)
    with pytest.raises(IntegrityError, match="one_case_is_opened_from_an_item"), transaction.atomic():
        Case.objects.create(
            ref="PSO-0", version=1, stage="assessment", opened_from=case.opened_from, opened_on=today(), next_action="Read it", **ABOUT
        )
    with pytest.raises(IntegrityError, match="case_says_whose_and_about_whom"), transaction.atomic():
        Case.objects.filter(ref=case.ref).update(version=2, complainant="")
    with pytest.raises(IntegrityError, match="case_is_in_a_known_stage"), transaction.atomic():
        Case.objects.filter(ref=case.ref).update(version=2, stage="limbo")
    with pytest.raises(IntegrityError, match="an_item_is_put_with_a_case_once"), transaction.atomic():
        CaseItem.objects.create(case=row, item_ref=case.opened_from, made_by="00000000-0000-7000-8000-000000000000")
    assert queries.case(case.ref) == case
