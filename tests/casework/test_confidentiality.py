"""Who may see a case: walls beat every grant, restricted cases are for named people, the glass may be broken, and the database stands behind."""

from datetime import timedelta

import psycopg
import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from duly.casework import flow
from duly.casework.cases import queries as cases
from duly.casework.cases.models import Case
from duly.casework.correspondence import queries as post
from duly.casework.correspondence.models import Item
from duly.casework.flow import chasing
from duly.casework.investigation import actions as investigation
from duly.casework.investigation.models import Issue, Request
from duly.core.confidentiality import actions, checks, queries
from duly.core.confidentiality.models import Opening, OpeningReview
from duly.core.confidentiality.scoped import Scoped
from duly.core.record import sight
from duly.core.record.clock import now, today
from duly.core.record.queries import history
from duly.primitives.refusal import Refused

pytestmark = pytest.mark.django_db
HEAD, MANAGER, ASSISTANT, INVESTIGATOR = "head-of-casework", "casework-manager", "executive-assistant", "investigator"


@pytest.fixture
def case(item, office):
    return flow.open_case_from(
        item.ref,
        title="A pension stopped",
        complainant="Mrs Example",
        body="Northmere Council",
        owner=office[MANAGER].ref,
        by=office[MANAGER],
    )


@pytest.fixture
def restricted(case, office):
    actions.restrict(case.ref, officers=(office[HEAD].ref,), because="It is about a colleague", by=office[HEAD])
    return case


def seen_by(actor) -> tuple[bool, bool, bool, bool]:
    """Whether somebody sees the case: by the scoped queryset, by the database alone, and the same of its letter."""
    with sight.seen_as(actor.ref):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM cases_case")
            plain_case = bool(cursor.fetchone()[0])
            cursor.execute("SELECT count(*) FROM correspondence_item")
            plain_item = bool(cursor.fetchone()[0])
        return bool(cases.cases()), plain_case, bool(post.items()), plain_item


def test_everybody_sees_a_case_until_it_is_restricted_and_then_only_those_named(case, office):
    assert seen_by(office[ASSISTANT]) == (True,) * 4

    actions.restrict(case.ref, officers=(office[HEAD].ref,), because="It is about a colleague", by=office[HEAD])
    assert seen_by(office[HEAD]) == (True,) * 4
    assert seen_by(office[ASSISTANT]) == (False,) * 4

    actions.name(case.ref, officer=office[ASSISTANT].ref, by=office[HEAD])
    assert seen_by(office[ASSISTANT]) == (True,) * 4
    actions.unname(case.ref, officer=office[ASSISTANT].ref, by=office[HEAD])
    assert seen_by(office[ASSISTANT]) == (False,) * 4

    actions.lift(case.ref, because="The colleague has left", by=office[HEAD])
    assert seen_by(office[ASSISTANT]) == (True,) * 4


def test_what_is_of_a_case_is_scoped_where_the_database_would_show_everything(case, office, monkeypatch):
    issue = investigation.raise_issue(case.ref, words="It took nine months.", by=office[INVESTIGATOR])
    chasing.ask_for_evidence(issue.ref, what="The file", asked_of="Northmere Council", by=office[INVESTIGATOR])
    actions.wall(case.ref, officer=office[ASSISTANT].ref, because="Her sister complains", by=office[HEAD])

    def sees(post: str) -> tuple[bool, bool]:
        monkeypatch.setattr("duly.core.confidentiality.scoped.who_looks", lambda: office[post].ref)
        return Issue.objects.exists(), Request.objects.exists()

    assert (sees(INVESTIGATOR), sees(ASSISTANT)) == ((True, True), (False, False))


def test_every_table_that_says_of_which_case_it_is_has_a_scoped_manager():
    rooms = ("casework", "core.contacts")
    of_a_case = [m for m in apps.get_models() if m.__module__.startswith(tuple(f"duly.{room}" for room in rooms))]
    plain = {m._meta.label for m in of_a_case if "case_ref" in {f.name for f in m._meta.local_fields} and not isinstance(m.objects, Scoped)}

    assert plain == set()


def test_a_wall_beats_being_named_and_being_the_owner_and_is_not_crossed_by_the_glass(restricted, office):
    actions.name(restricted.ref, officer=office[MANAGER].ref, by=office[HEAD])
    assert seen_by(office[MANAGER]) == (True,) * 4

    actions.wall(restricted.ref, officer=office[MANAGER].ref, because="His sister complains", by=office[HEAD])
    assert seen_by(office[MANAGER]) == (False,) * 4
    with pytest.raises(Refused, match=f"There is no {restricted.ref}"):
        actions.break_glass(restricted.ref, reason="deadline", because="The court wants an answer tonight", by=office[MANAGER])

    actions.unwall(restricted.ref, officer=office[MANAGER].ref, because="She has withdrawn", by=office[HEAD])
    assert seen_by(office[MANAGER]) == (True,) * 4


def test_anybody_may_wall_themselves_off_and_nobody_else_without_the_power(case, office):
    with pytest.raises(Refused) as stopped:
        actions.wall(case.ref, officer=office[HEAD].ref, because="I do not like her", by=office[INVESTIGATOR])
    assert stopped.value.refusal.code.startswith("scheme-")

    actions.wall(case.ref, officer=office[INVESTIGATOR].ref, because="I know the complainant", by=office[INVESTIGATOR])
    assert seen_by(office[INVESTIGATOR]) == (False,) * 4
    with pytest.raises(Refused, match="There is no"):
        actions.unwall(case.ref, officer=office[INVESTIGATOR].ref, because="I think better of it", by=office[INVESTIGATOR])


def test_breaking_the_glass_opens_one_case_for_four_hours_and_another_reviews_it(restricted, office):
    for words, code in (("no", "no-words"), ("The court wants an answer tonight", "")):
        refusal = checks.why_not_break(restricted.ref, reason="deadline", because=words, by=office[MANAGER])
        assert (refusal.code if refusal else "") == code

    opened = actions.break_glass(restricted.ref, reason="deadline", because="The court wants an answer tonight", by=office[MANAGER])
    assert seen_by(office[MANAGER]) == (True,) * 4
    assert opened.until - opened.opened_at == timedelta(hours=4)
    assert opened.review_by > today()

    with pytest.raises(Refused):
        actions.review(opened.id, finding="justified", because="It was urgent", by=office[MANAGER])
    done = actions.review(opened.id, finding="justified", because="It was urgent", by=office[HEAD])
    assert (done.finding, done.reviewed_by) == ("justified", office[HEAD].ref)
    assert queries.openings(unreviewed=True) == ()
    assert [one.action for one in history("case access", restricted.ref)] == [
        "case-access.restricted",
        "case-access.opened",
        "case-access.reviewed",
    ]


def test_the_glass_mends_itself(restricted, office, monkeypatch):
    monkeypatch.setattr(actions, "now", lambda: now() - timedelta(hours=4, minutes=1))
    opened = actions.break_glass(restricted.ref, reason="deadline", because="The court wants an answer tonight", by=office[MANAGER])

    assert Opening.objects.get(pk=opened.id).until < now()
    assert seen_by(office[MANAGER]) == (False,) * 4
    assert not queries.may_see(restricted.ref, officer=office[MANAGER].ref)


def test_a_question_that_forgets_its_scope_is_answered_with_nothing(case, office):
    with sight.seen_as(sight.NOBODY):
        assert list(Case.objects.all()) == []
        with connection.cursor() as cursor:
            for table in ("cases_case", "cases_caseitem", "correspondence_item", "documents_document"):
                cursor.execute(f"SELECT count(*) FROM {table}")
                assert cursor.fetchone() == (0,), table


def test_the_database_keeps_a_case_back_from_a_manager_that_forgot(restricted, office):
    with sight.seen_as(office[ASSISTANT].ref):
        assert not Case._base_manager.filter(ref=restricted.ref).exists()
        assert not Item._base_manager.filter(ref=restricted.opened_from).exists()


def test_who_looks_survives_what_is_rolled_back(restricted, office):
    with sight.seen_as(office[ASSISTANT].ref):
        try:
            with transaction.atomic():
                assert not cases.cases()
                raise IntegrityError
        except IntegrityError:
            pass
        assert not Case._base_manager.exists()
    with sight.seen_as(office[HEAD].ref):
        assert Case._base_manager.exists()


def test_marks_are_put_on_and_taken_off_with_a_reason(case, office):
    actions.mark(case.ref, paper=case.opened_from, mark="privileged", because="Counsel's advice", by=office[MANAGER])
    assert queries.access(case.ref).marks == ((case.opened_from, "privileged", "Counsel's advice"),)
    with pytest.raises(Refused, match="marked privileged already"):
        actions.mark(case.ref, paper=case.opened_from, mark="privileged", by=office[MANAGER])
    with pytest.raises(Refused, match="Say why the mark"):
        actions.unmark(case.ref, paper=case.opened_from, mark="privileged", because=" ", by=office[MANAGER])
    assert (
        actions.unmark(case.ref, paper=case.opened_from, mark="privileged", because="Privilege was waived", by=office[MANAGER]).marks == ()
    )


def test_hidden_says_of_cases_and_papers_alike(restricted, office):
    refs = (restricted.ref, restricted.opened_from, "PSO-1999-00001")
    assert queries.hidden(refs, officer=office[ASSISTANT].ref) == {restricted.ref, restricted.opened_from}
    assert queries.hidden(refs, officer=office[HEAD].ref) == frozenset()


@pytest.mark.parametrize(
    ("table", "columns", "values", "says"),
    [
        ("confidentiality_restriction", "case_ref, because", "'', 'x'", "a_restriction_says_of_what_and_why"),
        ("confidentiality_named", "case_ref, officer", "'C', ''", "a_naming_says_whom_and_for_what"),
        ("confidentiality_wall", "case_ref, officer, because", "'C', 'O', ''", "a_wall_says_whom_and_why"),
        ("confidentiality_mark", "case_ref, paper, mark, because", "'C', 'C', 'odd', ''", "a_mark_is_of_a_known_kind"),
        (
            "confidentiality_opening",
            "case_ref, officer, reason, because, opened_at, until, review_by",
            "'C', 'O', 'safety', 'x', now(), now(), now()",
            "an_opening_ends_after_it_begins",
        ),
        (
            "confidentiality_opening",
            "case_ref, officer, reason, because, opened_at, until, review_by",
            "'C', 'O', 'a whim', 'x', now(), now() + interval '1 hour', now()",
            "an_opening_says_why",
        ),
    ],
)
def test_the_database_refuses_what_says_nothing(db, table, columns, values, says):
    with pytest.raises(IntegrityError) as stopped, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} ({columns}, made_by) VALUES ({values}, gen_random_uuid())")
    assert isinstance(stopped.value.__cause__, psycopg.Error)
    assert stopped.value.__cause__.diag.constraint_name == says


def test_the_database_refuses_the_same_thing_twice_and_a_review_of_ones_own(restricted, office):
    by = office[HEAD]
    opened = actions.break_glass(restricted.ref, reason="deadline", because="The court wants an answer tonight", by=office[MANAGER])
    actions.wall(restricted.ref, officer=office[ASSISTANT].ref, because="Conflict", by=by)
    actions.mark(restricted.ref, paper=restricted.ref, mark="privileged", by=office[MANAGER])
    actions.note_reading(restricted.ref, by=by)
    again = {
        "a_case_is_restricted_once": "confidentiality_restriction (case_ref, because, made_by) SELECT case_ref, because, made_by",
        "a_person_is_named_once": "confidentiality_named (case_ref, officer, made_by) SELECT case_ref, officer, made_by",
        "a_person_is_walled_off_once": "confidentiality_wall (case_ref, officer, because, made_by) SELECT case_ref, officer, because, made_by",
        "a_paper_is_marked_with_a_thing_once": (
            "confidentiality_mark (case_ref, paper, mark, because, made_by) SELECT case_ref, paper, mark, because, made_by"
        ),
        "a_reading_is_noted_once_a_quarter_hour": (
            "confidentiality_reading (case_ref, officer, quarter, made_by) SELECT case_ref, officer, quarter, made_by"
        ),
    }
    for name, insert in again.items():
        with pytest.raises(IntegrityError, match=name), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {insert} FROM {insert.split(' ')[0]} LIMIT 1")
    for reviewed_by, finding, name in (
        (opened.officer, "justified", "an_opening_is_reviewed_by_another"),
        (by.ref, "well", "a_review_of_an_opening_says_what_and_why"),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            OpeningReview.objects.create(
                opening_id=opened.id,
                opened_by=opened.officer,
                reviewed_by=reviewed_by,
                finding=finding,
                because="x",
                made_by="00000000-0000-7000-8000-000000000000",
            )


def test_the_record_and_files_of_a_case_are_kept_with_it(restricted, office):
    from duly.core.documents.models import Document
    from duly.core.record.models import Payload
    from duly.core.record.queries import newest

    document = post.item(restricted.opened_from).document_ref
    for who, seen in ((office[HEAD], True), (office[ASSISTANT], False)):
        with sight.seen_as(who.ref):
            assert Document.objects.filter(ref=document).exists() is seen
            assert bool(history("case", restricted.ref)) is seen
            assert bool(newest(ref=restricted.opened_from)) is seen
            assert bool(history("case access", restricted.ref)) is seen
            assert Payload.objects.filter(event__subject_ref=restricted.ref).exists() is seen
