"""People and bodies: entered once, told of with dates, and forgotten when asked."""

from datetime import date, timedelta

import psycopg
import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from duly.core.directory import actions, queries, rules
from duly.core.directory.models import Detail, Entry, Marker, Role, Same, Words
from duly.core.directory.tests.conftest import appoint
from duly.core.record.clock import today
from duly.core.record.queries import history
from duly.core.retention import actions as retention
from duly.primitives.refusal import Refused

LONG_AGO = date(2020, 1, 1)


@pytest.fixture
def ada(desk):
    return actions.enter(kind="person", name="Mrs Ada Brightwell", email="ada@post.example", phone="01632 960001", by=desk)


@pytest.fixture
def council(desk):
    return actions.enter(kind="body", name="Wexcombe District Council", by=desk)


def refused(code: str, do, **said) -> str:
    with pytest.raises(Refused) as stopped, transaction.atomic():
        do(**said)
    assert stopped.value.refusal.code == code
    return stopped.value.refusal.because


def test_nobody_is_entered_twice_without_being_asked(ada, desk, office):
    asked = {"kind": "person", "name": "A. Brightwell", "phone": "+44 1632 960001", "by": desk}

    said = refused("alike", actions.enter, **asked)
    refused("no-reason", actions.enter, **asked, another_than=[ada.ref])
    another = actions.enter(**asked, another_than=[ada.ref], another_because="Her daughter Ann.")

    assert (
        said
        == f"Already in the directory: {ada.ref} (same last name and initial, same telephone number). Say of each whether it is the same or another, and why."
    )
    assert another.ref != ada.ref
    assert history("entry", another.ref)[0].facts["not_the_same_as"] == [ada.ref], "the answer is kept"
    assert (
        history("entry", another.ref)[1].sentence
        == f"{another.ref} is another than {ada.ref}, which it was found to be like: Her daughter Ann."
    )
    refused("scheme-no-row", actions.enter, **asked | {"by": office["visitor"]})
    refused("no-name", actions.enter, **asked | {"name": " . "})
    refused("not-an-address", actions.enter, **asked | {"email": "nowhere"})


def test_what_is_told_has_dates_and_a_new_name_ends_the_old(ada, desk):
    seen = actions.tell(ada.ref, kind="name", text="Ada Marsh", starts=today() + timedelta(days=1), by=desk)
    seen = actions.tell(ada.ref, kind="email", text="ada.marsh@post.example", starts=today(), by=desk)

    assert [d.text for d in seen.details if d.kind == "name"] == ["Ada Marsh", "Mrs Ada Brightwell"]
    assert seen.now("name") == ("Mrs Ada Brightwell",)
    assert set(seen.now("email")) == {"ada@post.example", "ada.marsh@post.example"}
    refused("said-already", actions.tell, ref=ada.ref, kind="email", text="ADA@post.example", starts=today(), by=desk)
    gone = actions.end_detail(ada.ref, detail=next(d.id for d in seen.details if d.text == "ada@post.example"), ends=today(), by=desk)
    assert gone.now("email") == ("ada.marsh@post.example",)


def test_one_member_sits_for_a_constituency_and_may_be_followed_by_another(ada, desk):
    ben = actions.enter(kind="person", name="Ben Okello MP", by=desk)
    role = {"role": "member of parliament", "of": "Northmere West", "by": desk}
    actions.give_role(ada.ref, **role, starts=LONG_AGO, ends=date(2024, 5, 30))

    refused("held-already", actions.give_role, ref=ben.ref, **role, starts=date(2024, 1, 1))
    seen = actions.give_role(ben.ref, **role, starts=date(2024, 7, 5))

    assert [one.name for one in queries.roles(role="member of parliament", of=("Northmere West",), on=date(2024, 6, 10))] == [], "dissolved"
    assert [one.ref for one in queries.roles(of=("Northmere West",), on=today())] == [seen.ref]
    refused("of-what", actions.give_role, ref=ben.ref, role="member of parliament", starts=today(), by=desk)


def test_members_are_found_by_constituency_as_they_sat_on_a_day(ada, desk):
    ben = actions.enter(kind="person", name="Ben Okello MP", by=desk)
    actions.give_role(ada.ref, role="member of parliament", of="Northmere West", starts=LONG_AGO, ends=date(2024, 5, 30), by=desk)
    actions.give_role(ben.ref, role="member of parliament", of="Northmere West", starts=date(2024, 7, 5), by=desk)

    def found(words: str, on: date | None) -> list[str]:
        return [one.ref for one in queries.members(words, on=on)]

    assert found("west northmere", date(2024, 5, 29)) == [ada.ref]
    assert found("northmere", date(2024, 6, 10)) == [], "dissolved"
    assert found("OKELLO", today()) == found("northmere w", today()) == [ben.ref]
    assert found("northmere", None) == [ben.ref, ada.ref]
    assert found("southmere", None) == []


def test_a_role_is_for_the_kind_of_entry_it_is_for(ada, council, desk):
    wrong = {"starts": today(), "by": desk}

    said = refused("wrong-kind", actions.give_role, ref=council.ref, role="member of parliament", of="West", **wrong)
    of_a_person = refused("wrong-kind", actions.give_role, ref=ada.ref, role="link officer", of=enter_ben(desk), **wrong)

    assert said == "Wexcombe District Council is a body: only a person is entered as 'member of parliament'."
    assert of_a_person.endswith("is a person: the role 'link officer' is of a body.")
    refused("wrong-kind", actions.give_role, ref=ada.ref, role="in jurisdiction", **wrong)
    refused("wrong-kind", actions.give_role, ref=ada.ref, role="succeeded by", of=council.ref, **wrong)


def test_a_role_of_a_wrong_kind_from_before_that_was_refused_may_still_be_ended(commits, server, monkeypatch):
    desk = appoint()["desk"]
    council = actions.enter(kind="body", name="Wexcombe District Council", by=desk).ref
    dsn = server.owner_of(commits)
    with psycopg.connect(dsn) as owner:
        owner.execute("ALTER TABLE directory_role DISABLE TRIGGER a_role_fits_what_the_entry_is")
    with monkeypatch.context() as before:
        before.setitem(rules.WHO_MAY_BE, "member of parliament", (("body",), ()))
        given = actions.give_role(council, role="member of parliament", of="West", starts=LONG_AGO, by=desk)
    with psycopg.connect(dsn) as owner:
        owner.execute("ALTER TABLE directory_role ENABLE ALWAYS TRIGGER a_role_fits_what_the_entry_is")

    ended = actions.end_role(council, held=given.roles[0].id, ends=today(), by=desk)

    assert [one.ends for one in ended.roles] == [today()]


def enter_ben(desk) -> str:
    return actions.enter(kind="person", name="Ben Okello", by=desk).ref


def test_consent_has_a_scope_and_is_withdrawn_on_a_day(ada, desk):
    son = actions.enter(kind="person", name="Leo Brightwell", by=desk)
    consent = {"role": "represented by", "of": son.ref, "starts": LONG_AGO, "by": desk}

    refused("unknown-scope", actions.give_role, ref=ada.ref, **consent)
    seen = actions.give_role(ada.ref, **consent, scope="letters only", note="Signed form of 1 January")
    withdrawn = actions.end_role(ada.ref, held=seen.roles[0].id, ends=today(), by=desk)

    assert (seen.roles[0].other, seen.roles[0].note, seen.roles[0].holds(today())) == ("Leo Brightwell", "Signed form of 1 January", True)
    assert (withdrawn.roles[0].holds(today()), withdrawn.roles[0].holds(today() - timedelta(days=1))) == (False, True)
    assert [one.ref for one in queries.entry(son.ref).roles_of_others] == [ada.ref]


def test_a_body_follows_another_but_never_in_a_ring(council, desk):
    apart = {"another_than": [council.ref], "another_because": "It took over on 1 April 2023."}
    new = actions.enter(kind="body", name="Wexcombe Unitary Council", **apart, by=desk)
    actions.give_role(council.ref, role="succeeded by", of=new.ref, starts=LONG_AGO, by=desk)

    refused("goes-round", actions.give_role, ref=new.ref, role="succeeded by", of=council.ref, starts=today(), by=desk)
    refused("of-itself", actions.give_role, ref=new.ref, role="succeeded by", of=new.ref, starts=today(), by=desk)


def test_two_that_are_one_keep_both_references_until_it_is_known_better(ada, desk, office):
    twin = actions.enter(kind="person", name="Ada M Brightwell-Hall", phone="01632 960777", by=desk)
    merged = actions.merge(ada.ref, other=twin.ref, because="She told us on the telephone.", by=desk)

    assert (merged.others, set(merged.now("phone"))) == ((twin.ref,), {"01632 960001", "01632 960777"})
    assert (queries.entry(twin.ref).ref, queries.entry(twin.ref).asked) == (ada.ref, twin.ref)
    refused("same-entry", actions.merge, kept=ada.ref, other=twin.ref, because="Again", by=desk)
    refused("scheme-no-row", actions.part, kept=ada.ref, other=twin.ref, because="No", by=office["visitor"])
    parted = actions.part(ada.ref, other=twin.ref, because="Two cousins of one name.", by=desk)
    assert (parted.others, parted.now("phone")) == ((), ("01632 960001",))
    assert [entry.action for entry in history("entry", ada.ref)][-2:] == ["entry.merged", "entry.parted"]


def test_what_is_told_later_is_held_against_everybody_else_and_their_warnings(ada, desk):
    twin = actions.enter(kind="person", name="Edith Marsh", email="edith@post.example", post="4 Mill Row, Leeds LS1 4AB", by=desk)
    actions.tell(ada.ref, kind="format", text="large print", starts=today(), by=desk)
    later = today() + timedelta(days=9)
    warned = {"kind": "distress", "because": "Bereaved.", "owner": desk.ref, "review_on": today(), "lapses_on": later}
    actions.place_marker(ada.ref, **warned, by=desk)
    same_number = {"ref": twin.ref, "kind": "phone", "text": "+44 1632 960001", "starts": today(), "by": desk}

    said = refused("alike", actions.tell, **same_number)
    refused("no-reason", actions.tell, **same_number, another_than=[ada.ref])
    told = actions.tell(**same_number, another_than=[ada.ref], another_because="They share a house.")

    assert f"{ada.ref} (same telephone number, marker: distress, letters in: large print)" in said
    assert (told.now("phone"), history("entry", twin.ref)[-1].facts["others"]) == (("+44 1632 960001",), [ada.ref])
    tomorrow = today() + timedelta(days=1)
    refused("alike", actions.tell, ref=twin.ref, kind="name", text="Ada Brightwell", starts=tomorrow, by=desk)
    refused("alike", actions.tell, ref=twin.ref, kind="email", text="ADA@post.example", starts=today(), by=desk)
    assert actions.tell(ada.ref, kind="post", text="9 Mill Row, Leeds LS1 4AB", starts=today(), by=desk), "a neighbour of another name"
    assert actions.tell(ada.ref, kind="name", text="Mrs Ada Rose Brightwell", starts=tomorrow, by=desk), "like nobody but herself"


def test_a_person_and_a_body_are_not_one(ada, council, desk):
    refused("other-kind", actions.merge, kept=ada.ref, other=council.ref, because="Same address", by=desk)


def test_somebody_is_found_by_any_part_of_a_name_or_number(ada, council, desk):
    assert [queries.named(words, limit=5) for words in ("bright ada", "960001", "ada@post", "council bright")] == [
        ((ada.ref, "Mrs Ada Brightwell", "person"),),
        ((ada.ref, "Mrs Ada Brightwell", "person"),),
        ((ada.ref, "Mrs Ada Brightwell", "person"),),
        (),
    ]


def test_words_go_when_their_events_are_erased_and_not_before(ada, desk, office):
    with pytest.raises(IntegrityError, match="only with the private words"), transaction.atomic():
        Words.objects.filter(about=ada.ref).delete()
    with pytest.raises(IntegrityError, match="only with the private words"), transaction.atomic():
        Words.objects.filter(about=ada.ref).update(text="Somebody else")

    listed = retention.propose(found={ada.ref: [("entry", ada.ref)]}, record_class="asked", because="She asked.", by=desk)
    retention.approve(listed.ref, seen_sha256=listed.list_sha256, by=office["visitor"])
    retention.carry_out(listed.ref, by=office["visitor"])

    assert not Words.objects.filter(about=ada.ref).exists()
    assert queries.entry(ada.ref).details[0].text == "[erased]"
    assert queries.named("brightwell", limit=5) == ()


ALWAYS = DateRange(LONG_AGO, None)
MP = {"role": "member of parliament", "during": ALWAYS}


def adviser(ada, council, third, desk):
    actions.give_role(ada.ref, role="adviser", starts=LONG_AGO, by=desk)


def member(ada, council, third, desk):
    actions.give_role(ada.ref, role="member of parliament", of="West", starts=LONG_AGO, by=desk)


def link_officer(ada, council, third, desk):
    actions.give_role(ada.ref, role="link officer", of=council.ref, starts=LONG_AGO, by=desk)


def same(ada, council, third, desk):
    actions.merge(third.ref, other=ada.ref, because="She said so.", by=desk)


@pytest.mark.parametrize(
    ("name", "model", "first", "second"),
    [
        ("an-entry-is-of-a-known-kind", Entry, None, {"ref": "DIR-9", "version": 1, "kind": "ghost", "entered_on": LONG_AGO}),
        ("a-detail-is-of-a-known-kind", Detail, None, {"entry": "ada", "kind": "aura", "during": ALWAYS}),
        ("a-detail-begins-on-a-day", Detail, None, {"entry": "ada", "kind": "phone", "during": DateRange(None, None)}),
        ("one-name-address-format-and-channel-at-a-time", Detail, None, {"entry": "ada", "kind": "name", "during": ALWAYS}),
        ("a-role-is-a-known-one", Role, None, {"entry": "ada", "role": "king", "during": ALWAYS}),
        ("a-role-begins-on-a-day", Role, None, {"entry": "ada", "role": "adviser", "during": DateRange(None, None)}),
        ("a-role-says-of-what", Role, None, {"entry": "ada", **MP}),
        (
            "consent-has-a-scope",
            Role,
            None,
            {"entry": "ada", "role": "represented by", "of": "(the council's reference)", "during": ALWAYS},
        ),
        (
            "a-role-is-held-once-at-a-time",
            Role,
            adviser,
            {"entry": "ada", "role": "adviser", "during": ALWAYS},
        ),
        ("one-member-for-a-constituency-at-a-time", Role, member, {"entry": "third", "of": "West", **MP}),
        ("a-role-fits-what-the-entry-is", Role, None, {"entry": "council", "of": "West", **MP}),
        ("a-member-sits-for-one-constituency-at-a-time", Role, member, {"entry": "ada", "of": "East", **MP}),
        (
            "one-link-officer-of-a-body-at-a-time",
            Role,
            link_officer,
            {"entry": "third", "role": "link officer", "of": "(the council's reference)", "during": ALWAYS},
        ),
        ("an-entry-is-not-merged-with-itself", Same, None, {"entry": "ada", "other": "ada"}),
        ("an-entry-is-the-same-as-one-other", Same, same, {"entry": "council", "other": "ada"}),
        (
            "a-marker-has-an-owner",
            Marker,
            None,
            {"entry": "ada", "number": 1, "owner": "", "review_on": LONG_AGO, "during": DateRange(LONG_AGO, LONG_AGO + timedelta(days=9))},
        ),
        ("a-marker-ends", Marker, None, {"entry": "ada", "number": 1, "owner": "O-1", "review_on": LONG_AGO, "during": ALWAYS}),
        (
            "a-marker-is-reviewed-before-it-lapses",
            Marker,
            None,
            {
                "entry": "ada",
                "number": 1,
                "owner": "O-1",
                "review_on": LONG_AGO + timedelta(days=9),
                "during": DateRange(LONG_AGO, LONG_AGO + timedelta(days=1)),
            },
        ),
    ],
)
def test_the_database_refuses_what_must_never_be(name, model, first, second, ada, council, desk):
    third = actions.enter(kind="person", name="Third Party", by=desk)
    people = {name: Entry.objects.get(ref=one.ref) for name, one in (("ada", ada), ("council", council), ("third", third))}
    made = {"made_by": history("entry", ada.ref)[0].event_id} if model is not Entry else {}
    if first:
        first(ada, council, third, desk)

    said = {key: people.get(value, value) if isinstance(value, str) else value for key, value in second.items()} | made
    with pytest.raises(IntegrityError) as broken, transaction.atomic():
        model.objects.create(**said | ({"of": council.ref} if said.get("role") in ("link officer", "represented by") else {}))
    assert broken.value.__cause__.diag.constraint_name == name.replace("-", "_")
