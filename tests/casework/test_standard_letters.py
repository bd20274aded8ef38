"""Standard letters: two people to a wording, a last day, and the drafts that a new one leaves behind."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from duly.casework import flow
from duly.casework.dispatch import actions as letters
from duly.casework.dispatch import queries as letter_queries
from duly.casework.wordings import actions, queries
from duly.casework.wordings.models import AdoptedRules, Wording
from duly.casework.wordings.rules import Paragraph, as_text, merged
from duly.core.documents import queries as documents
from duly.core.record.clock import today
from duly.core.record.queries import history
from duly.core.renditions.letters import letter_pdf
from duly.core.work import queries as tasks
from duly.primitives.digest import sha256_hex

pytestmark = pytest.mark.django_db
CODE = "decision-upheld"


@pytest.fixture
def forward(office):
    """The next version of the letter that upholds, with a sentence more, put forward by the Casework Manager."""
    now = queries.in_use()[CODE].template
    longer = replace(now, paragraphs=(*now.paragraphs, Paragraph("Thank you for your patience.")))
    written = actions.write(
        longer, owner=office["casework-manager"].ref, expires=today() + timedelta(days=20), by=office["casework-manager"]
    )
    return actions.put_forward(written.ref, by=office["casework-manager"])


def adopted(forward, office, affected=()):
    return flow.adopt_wording(forward.ref, seen_sha256=forward.content_sha256, seen_affected=affected, by=office["head-of-casework"])


def test_whoever_wrote_it_does_not_adopt_it_and_another_does_after_seeing_the_drafts_it_leaves_behind(office, letter, forward, refused):
    sha256 = forward.content_sha256
    mine = refused(lambda: flow.adopt_wording(forward.ref, seen_sha256=sha256, seen_affected=[letter.ref], by=office["casework-manager"]))
    unseen = refused(lambda: adopted(forward, office))
    other = refused(
        lambda: flow.adopt_wording(forward.ref, seen_sha256="0" * 64, seen_affected=[letter.ref], by=office["head-of-casework"])
    )

    done = adopted(forward, office, [letter.ref])

    assert (mine.code, unseen.code, other.code) == ("your-own", "not-what-you-saw", "not-what-you-saw")
    assert (done.state, queries.in_use()[CODE].number, done.adopted_by) == ("in use", 3, office["head-of-casework"].ref)
    assert letter_queries.newer_wording(letter_queries.letter(letter.ref)) == 3
    assert [entry.action for entry in history("wording", forward.ref)] == ["wording.written", "wording.put-forward", "wording.adopted"]


def test_a_draft_stays_as_it_is_until_its_writer_takes_up_the_new_wording(office, letter, forward):
    adopted(forward, office, [letter.ref])
    assert letter_queries.letter(letter.ref).content_sha256 == letter.content_sha256

    taken = letters.take_up(letter.ref, by=office["investigator"])

    assert "Thank you for your patience." in taken.text
    assert (taken.template_version, taken.fields["reasons"], letter_queries.newer_wording(taken)) == (3, letter.fields["reasons"], 0)


def test_an_old_letter_renders_again_as_it_was_sent_from_the_version_it_names(office, letter, forward, outbox):
    letters.approve(letter.ref, seen_sha256=letter.content_sha256, by=office["casework-manager"])
    sent = flow.send_letter(letter.ref, by=office["executive-assistant"])
    adopted(forward, office)

    old = letter_queries.letter(sent.ref)
    words = merged(old.made_from, old.fields, old.left_out)

    assert as_text(words) == sent.text
    assert sha256_hex(letter_pdf(words)) == sent.sent_sha256 == sha256_hex(documents.content(sent.document_ref))


def test_no_letter_is_begun_from_an_expired_wording_and_its_owner_is_asked_once(office, decision, forward, refused):
    adopted(forward, office)
    manager = office["casework-manager"]

    asked = flow.chase_wordings(by=manager)
    again = flow.chase_wordings(by=manager)
    actions.renew(forward.ref, owner=manager.ref, expires=today(), because="It ends.", by=office["head-of-casework"])
    with pytest.MonkeyPatch.context() as later:
        later.setattr("duly.casework.dispatch.checks.today", lambda: today() + timedelta(days=1))
        refusal = refused(
            lambda: letters.make(
                decision_ref=decision.ref, template=CODE, to_name="A", to_address="a@b.example", fields={}, by=office["investigator"]
            )
        )

    assert (len(asked), again, tasks.task(asked[0]).owner) == (1, (), manager.ref)
    assert refusal.code == "expired"
    assert "must renew it" in refusal.because


def test_a_wording_without_its_rights_paragraph_is_not_put_forward_and_goes_back_to_be_written_again(office, forward, refused):
    back = actions.send_back(forward.ref, because="Say it shorter.", by=office["head-of-casework"])
    bare = replace(back.template, paragraphs=back.template.paragraphs[:3])
    said = {"owner": back.owner, "expires": back.expires, "by": office["casework-manager"]}
    again = actions.rewrite(back.ref, bare, **said)

    refusal = refused(lambda: actions.put_forward(again.ref, by=office["casework-manager"]))
    second = refused(lambda: actions.write(back.template, **said))

    assert (refusal.code, second.code) == ("wrong-words", "under-way")
    assert "mandatory paragraph on review rights" in refusal.because


def test_a_mandatory_paragraph_cannot_be_left_out_of_a_letter_and_an_optional_one_can(office, letter, refused):
    by = office["investigator"]

    refusal = refused(lambda: letters.fill_in(letter.ref, fields={}, left_out=["judicial review"], by=by))
    shorter = letters.fill_in(letter.ref, fields={}, left_out=["offer of help"], by=by)

    assert refusal.code == "not-optional"
    assert "judicial review" in shorter.text
    assert "hard to follow" not in shorter.text


def test_what_came_with_duly_is_renewed_by_nobody(office, refused):
    said = {"owner": office["casework-manager"].ref, "expires": today(), "because": "x", "by": office["head-of-casework"]}

    assert refused(lambda: actions.renew("reply/1", **said)).code == "shipped"


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"content": {"code": "other"}}, "a_wording_put_forward_stays"),
        ({"state": "in use"}, "an_adopted_wording_says_who_and_when"),
        ({"state": "lost"}, "a_wording_is_in_a_known_state"),
        ({"owner": ""}, "a_wording_has_an_owner_and_a_number"),
        ({"state": "in use", "adopted_by": "same", "written_by": "same", "adopted_on": "2026-01-01"}, "a_wording_put_forward_stays"),
    ],
)
def test_the_database_refuses_what_must_never_be_true_of_a_wording(forward, change, constraint):
    with pytest.raises(IntegrityError) as stopped, transaction.atomic():
        Wording.objects.filter(ref=forward.ref).update(version=forward.version + 1, **change)
    assert stopped.value.__cause__.diag.constraint_name == constraint


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"ref": "x/3", "state": "draft"}, "a_version_of_a_standard_letter_has_its_number"),
        (
            {"ref": "x/4", "number": 4, "state": "in use", "adopted_by": "a", "adopted_on": "2026-01-01"},
            "one_version_of_a_standard_letter_is_in_use",
        ),
        (
            {"ref": "x/5", "number": 5, "code": "x", "state": "in use", "adopted_by": "a", "written_by": "a", "adopted_on": "2026-01-01"},
            "a_wording_is_not_adopted_by_who_wrote_it",
        ),
    ],
)
def test_the_database_refuses_a_second_wording_where_one_stands(office, forward, change, constraint):
    adopted(forward, office)
    row = Wording.objects.get(ref=forward.ref)
    values = {f.name: getattr(row, f.name) for f in Wording._meta.fields if f.name != "id"}
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Wording(**values | {"version": 1, "adopted_by": "", "adopted_on": None} | change).save(force_insert=True)


def test_an_office_adopts_which_paragraphs_letters_may_not_go_without_and_what_was_put_forward_is_held_to_them(office, forward, refused):
    content = dict(flow.rule_set_today("letters").content)
    content["must_hold"] = content["must_hold"] | {"decision upheld": ["review rights", "judicial review", "data protection"]}

    def adopt(by="head-of-casework", starts=None, because="The Commissioner asks for it."):
        return flow.adopt_rule_set("letters", content, starts=starts or today(), because=because, by=office[by])

    early = refused(lambda: adopt(starts=today() - timedelta(days=1)))
    stranger, silent = refused(lambda: adopt("investigator")), refused(lambda: adopt(because=" "))
    number = adopt()
    back = refused(lambda: adopted(forward, office))

    assert (early.code, stranger.code, silent.code, number) == ("past", "scheme-no-row", "no-reason", 2)
    assert back.because == "A letter that tells of a decision to uphold must hold the mandatory paragraph on data protection."
    assert queries.in_use()[CODE].state == "in use", "what was adopted before stays in use"
    assert queries.in_use()[CODE].wrong == (back.because,), "and says what it lacks"
    with pytest.raises(IntegrityError, match="the_first_rules_of_letters_are_ours"), transaction.atomic():
        AdoptedRules.objects.create(number=1, starts=today(), content={}, made_by=AdoptedRules.objects.get().made_by)
