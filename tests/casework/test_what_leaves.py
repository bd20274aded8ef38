"""What is marked stays in the office by every way out; and what whoever decided could see follows the walls and marks as they stood then."""

import io
import json
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from duly.casework import flow
from duly.casework.cases import actions as cases
from duly.casework.correspondence import actions as post
from duly.casework.dispatch import actions as letters
from duly.casework.dispatch import queries as letter_queries
from duly.casework.dispatch.marking import headed
from duly.casework.files import queries as files
from duly.casework.screens.kept.files import leaving
from duly.casework.submissions import actions as submissions
from duly.cli.main import code_of
from duly.core.confidentiality import actions, queries
from duly.core.confidentiality.rules import Told, replayed
from duly.core.record import sight
from duly.core.record.clock import now, today
from duly.core.record.queries import history
from duly.core.renditions.papers import Paper, Paragraphs, paper_pdf
from duly.office import evidence as office_evidence

MANAGER, HEAD, CLERK, INVESTIGATOR = "casework-manager", "head-of-casework", "executive-assistant", "investigator"
FORMS = ("", "?format=csv", "?format=json")


def said(answer) -> str:
    return answer.content.decode()


def filed(office, mail, case_ref: str, subject: str) -> str:
    """Another letter, put with a case."""
    ref = flow.register_post("b.eml", mail(subject, subject, f"<{subject}@x>"), received_on=today(), by=office[CLERK]).ref
    post.triage(ref, way="direct", direct_to="Team", next_action="Read it", owner=office[MANAGER].ref, by=office[CLERK])
    cases.link_item(case_ref, item_ref=ref, by=office[CLERK])
    return ref


@pytest.mark.django_db
def test_a_marked_paper_is_on_the_page_and_in_no_file_and_is_not_printed(case, office, mail, at_desk, capsys):
    ref = filed(office, mail, case.ref, "Counsel")
    actions.mark(case.ref, paper=ref, mark="privileged", by=office[MANAGER])
    clerk = at_desk(CLERK)

    page, *others = (said(clerk.get(f"/cases/{case.ref}/file/{form}")) for form in FORMS)

    kept_off_paper = page[page.index('<div class="no-print">') :]
    assert ref in kept_off_paper
    assert ref not in page[: page.index('<div class="no-print">')]
    assert "They stay in the office" in kept_off_paper
    for other in others:
        assert ref not in other
        assert case.opened_from in other
    for form in ([], ["--json"]):
        assert code_of(["cases", "file", case.ref, *form]) == 0
        told = capsys.readouterr()
        assert ref not in told.out
        assert case.opened_from in told.out
        assert "stay in the office: 1." in told.err


@pytest.mark.django_db
def test_a_mark_on_the_whole_case_keeps_every_paper_of_it_in(case, office, at_desk):
    actions.mark(case.ref, paper=case.ref, mark="do not disclose", by=office[MANAGER])

    for form in FORMS[1:]:
        assert case.opened_from not in said(at_desk(CLERK).get(f"/cases/{case.ref}/file/{form}"))
    assert set(queries.kept_in((case.opened_from, case.ref, "PSO-1999-00001"))) == {case.opened_from, case.ref}


@pytest.mark.django_db
def test_an_evidence_pack_holds_no_marked_paper_and_none_of_a_case_kept_from_whoever_takes_it(case, office, mail):
    marked, elsewhere = filed(office, mail, case.ref, "Counsel"), filed(office, mail, case.ref, "Both")
    actions.mark(case.ref, paper=marked, mark="without prejudice", by=office[MANAGER])
    other = flow.open_case_from(
        filed_alone(office, mail), title="Other", complainant="B", body="C", owner=office[MANAGER].ref, by=office[MANAGER]
    )
    cases.link_item(other.ref, item_ref=elsewhere, by=office[CLERK])
    actions.wall(other.ref, officer=office[HEAD].ref, because="His sister", by=office[HEAD])

    hanging = office_evidence.what_hangs_on("case", case.ref)
    leaves, stay = office_evidence.what_leaves(hanging, by=office[HEAD])

    assert {marked, elsewhere} <= {ref for _, ref in hanging.subjects}  # what is forgotten with the case is the whole of it
    assert not {marked, elsewhere} & {ref for _, ref in leaves.subjects}
    assert (stay, ("case", case.ref) in leaves.subjects) == (2, True)
    with pytest.raises(Exception, match="There is no"):
        office_evidence.take("case", other.ref, by=office[HEAD])  # as the command would ask, which sees every case


@pytest.mark.django_db
def test_an_evidence_pack_names_no_case_that_is_kept_from_whoever_takes_it(case, office, mail):
    by, head = office[MANAGER], office[HEAD]
    other = flow.open_case_from(filed_alone(office, mail), title="Other", complainant="B", body="C", owner=by.ref, by=by)
    cases.plan(case.ref, next_action=f"Read {other.ref} beside it", due=today(), by=by)
    actions.wall(other.ref, officer=head.ref, because="His sister", by=by)
    hanging = office_evidence.what_hangs_on("case", case.ref)

    said_of = history("case", case.ref)[-1]
    assert office_evidence.unsaid(hanging, by=head) == {said_of.event_id}, "its private words stay, and the entry goes"
    assert office_evidence.unsaid(hanging, by=by) == frozenset()
    cases.tie(case.ref, other=other.ref, kind="linked with", because="Like it.", by=by)
    assert ("case", case.ref) not in office_evidence.what_leaves(hanging, by=head)[0].subjects
    assert ("case", case.ref) in office_evidence.what_leaves(hanging, by=by)[0].subjects


def filed_alone(office, mail) -> str:
    ref = flow.register_post("c.eml", mail("Mine", "Mine", "<alone@x>"), received_on=today(), by=office[CLERK]).ref
    said = {"way": "allocate", "direct_to": "Casework team", "next_action": "Open a case"}
    return post.triage(ref, **said, owner=office[MANAGER].ref, by=office[CLERK]).ref


@pytest.mark.django_db
def test_a_marked_paper_is_not_sent_on_to_another_body(case, office, mail, outbox, refused, at_desk):
    ref = flow.register_post("m.eml", mail("Meant for others", "Meant for others", "<m@x>"), received_on=today(), by=office[CLERK]).ref
    cases.link_item(case.ref, item_ref=ref, by=office[CLERK])
    to = {"to_name": "The Council", "to_address": "post@council.example", "because": "It is theirs."}
    actions.mark(case.ref, paper=ref, mark="do not disclose", by=office[MANAGER])

    assert refused(lambda: flow.forward_post(ref, **to, by=office[CLERK])).code == "marked"
    assert "stays in the office" in said(at_desk(CLERK).get(f"/post/{ref}/forward/"))

    actions.unmark(case.ref, paper=ref, mark="do not disclose", because="They have it.", by=office[MANAGER])
    assert flow.forward_post(ref, **to, by=office[CLERK]).state == "forwarded"


@pytest.mark.django_db
@pytest.mark.parametrize(("mark", "stays"), [("privileged", True), ("do not disclose", True), ("without prejudice", False)])
def test_a_marked_letter_is_neither_sent_nor_packed_unless_it_is_only_without_prejudice(letter, office, outbox, mark, stays):
    seen = letter_queries.letter(letter.ref)
    letters.approve(seen.ref, seen_sha256=seen.content_sha256, by=office[MANAGER])
    for one in dict.fromkeys(("without prejudice", mark)):  # a milder mark hides no stricter one
        actions.mark(seen.case_ref, paper=seen.ref, mark=one, by=office[MANAGER])

    refusal = letters_refused(seen.ref, office)

    assert (refusal.code == "marked" if refusal else False) is stays


@pytest.mark.django_db
def test_a_letter_of_a_case_that_is_marked_as_a_whole_is_sent_only_with_a_reason_that_is_kept(letter, office, outbox, refused, at_desk):
    seen = letters.approve(letter.ref, seen_sha256=letter_queries.letter(letter.ref).content_sha256, by=office[MANAGER])
    actions.mark(seen.case_ref, paper=seen.case_ref, mark="do not disclose", by=office[MANAGER])
    at, clerk = f"/letters/{seen.ref}/", at_desk(CLERK)

    silent = clerk.post(f"{at}send/", {"because": " "})
    page = said(clerk.get(at))
    spoken = clerk.post(f"{at}send/", {"because": "Mrs Example must have her decision"})

    assert (silent.status_code, spoken.status_code) == (409, 302)
    assert "say why" in said(silent)
    assert "Why it is sent all the same" in page
    assert letter_queries.letter(seen.ref).state == "sent"
    told = [one for one in history("letter", seen.ref) if one.action == "letter.let-go"]
    assert [one.facts["mark"] for one in told] == ["do not disclose"]
    assert "Mrs Example must have her decision" in told[0].sentence


@pytest.mark.django_db
def test_a_print_pack_with_a_letter_of_a_marked_case_is_made_only_with_a_reason(case, office, refused, at_desk):
    fields = {"address": "1 High Street", "words": "We have read your letter."}
    made = flow.write_letter(case.ref, template="reply", to_address="", channel="post", fields=fields, by=office[INVESTIGATOR])
    letters.approve(made.ref, seen_sha256=made.content_sha256, by=office[MANAGER])
    actions.mark(case.ref, paper=case.ref, mark="privileged", by=office[MANAGER])

    refusal = refused(lambda: flow.make_print_pack(by=office[CLERK]))
    page = said(at_desk(CLERK).get("/letters/packs/"))
    pack = flow.make_print_pack(because="The court ordered it", by=office[CLERK])

    assert refusal.code == "case-marked"
    assert f"Of a case that is marked as a whole: {made.ref}." in page
    assert pack.letters == 1


def letters_refused(ref: str, office):
    from duly.casework.dispatch import checks

    return checks.why_not_send(letter_queries.letter(ref), by=office[CLERK])


@pytest.mark.django_db
def test_what_the_decider_could_see_follows_the_walls_as_they_stood_then(case, office, mail, ready, at_desk, capsys):
    both = filed(office, mail, case.ref, "Both")
    other = flow.open_case_from(
        filed_alone(office, mail), title="Other", complainant="B", body="C", owner=office[MANAGER].ref, by=office[MANAGER]
    )
    cases.link_item(other.ref, item_ref=both, by=office[CLERK])
    actions.wall(other.ref, officer=office[HEAD].ref, because="His sister", by=office[MANAGER])
    actions.mark(case.ref, paper=case.opened_from, mark="privileged", by=office[MANAGER])
    passed = ready()
    decision = flow.sign(passed.ref, outcome="agree", seen_sha256=passed.text.sha256, by=office[HEAD])
    actions.unwall(other.ref, officer=office[HEAD].ref, because="She withdrew", by=office[MANAGER])
    actions.unmark(case.ref, paper=case.opened_from, mark="privileged", because="Waived", by=office[MANAGER])

    with CaptureQueriesContext(connection) as asked:
        then = files.as_at_decision(case.ref, decision.ref)
    with CaptureQueriesContext(connection) as asked_of_the_file:
        files.as_at_entry(case.ref, files.decided_at(decision.ref).event_id)

    assert len(asked) - len(asked_of_the_file) <= 5, "who could see each paper is not asked paper by paper"
    assert (then.decider, then.not_for_decider) == (office[HEAD].ref, (both,))
    assert then.marks == {case.opened_from: "privileged"}
    assert files.as_at(case.ref, now()).marks == {}
    page = said(at_desk(CLERK).get(f"/cases/{case.ref}/file/?decision={decision.ref}"))
    assert "Kept from whoever decided" in page
    assert "Then marked privileged" in page
    assert code_of(["cases", "file", case.ref, "--decision", decision.ref, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [one["ref"] for one in told if one["kept from decider"]] == [both]
    assert [one["ref"] for one in told] == [one.ref for _, some in files.by_group(leaving(then.papers, {})) for one in some]
    assert code_of(["cases", "file", case.ref, "--decision", decision.ref]) == 0
    assert "Post and calls" in capsys.readouterr().out
    for wrong in (
        ["--decision", "D-99-00001"],
        ["--at", "9 November"],
        ["--entry", "12"],
        ["--at", "2026-11-09", "--decision", decision.ref],
    ):
        assert code_of(["cases", "file", case.ref, *wrong]) != 0
    # whoever looks now sees nothing that is kept from them now, whatever the decider saw
    actions.restrict(other.ref, officers=(office[MANAGER].ref,), because="It is about a colleague", by=office[MANAGER])
    with sight.seen_as(office[CLERK].ref):
        now_seen = files.as_at_decision(case.ref, decision.ref)
    assert both not in {one.ref for one in (*now_seen.papers, *now_seen.came_later)}
    assert both not in now_seen.not_for_decider


@pytest.mark.django_db
def test_a_paper_that_was_filed_wrongly_is_on_the_file_as_it_was_then_and_not_as_it_is(case, office, mail):
    paper = filed(office, mail, case.ref, "Astray")
    right = flow.open_case_from(
        filed_alone(office, mail), title="Right", complainant="B", body="C", owner=office[MANAGER].ref, by=office[MANAGER]
    )
    then = now()
    flow.move_misfiled_paper(case.ref, item_ref=paper, right=right.ref, because="The names are alike.", by=office[MANAGER])

    assert paper in {one.ref for one in files.as_at(case.ref, then).papers}
    after = files.as_at(case.ref, now())
    assert paper not in {one.ref for one in (*after.papers, *after.came_later)}
    assert paper in {one.ref for one in files.as_at(right.ref, then).came_later}


START = datetime(2026, 11, 2, 9, tzinfo=UTC)
PEOPLE, PAPERS = st.sampled_from("ABC"), st.sampled_from(("P-1", "P-2"))
ACTS = st.one_of(
    st.tuples(st.just("restricted"), st.lists(PEOPLE, min_size=1, max_size=2)),
    st.tuples(st.sampled_from(("named", "unnamed", "walled", "unwalled", "opened", "read")), PEOPLE),
    st.tuples(st.sampled_from(("marked", "unmarked")), PAPERS),
    st.tuples(st.just("lifted"), st.none()),
)


def plainly(acts, hours: int, officer: str) -> bool:
    """Whether this officer could see it after so many hours, told backwards: what was said last of each thing stands."""
    before = list(enumerate(acts))[: hours + 1][::-1]
    for _, (what, who) in before:
        if what in ("walled", "unwalled") and who == officer:
            if what == "walled":
                return False
            break
    restriction = next(((what, who, n) for n, (what, who) in before if what in ("restricted", "lifted")), ("lifted", None, -1))
    if restriction[0] == "lifted":
        return True
    if any(what == "opened" and who == officer and hours - n < 4 for n, (what, who) in before):
        return True
    named = next((what for n, (what, who) in before if n > restriction[2] and what in ("named", "unnamed") and who == officer), "")
    return named == "named" or (not named and officer in restriction[1])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ACTS, max_size=12))
def test_who_could_see_a_case_at_any_hour_is_what_a_plain_reading_of_the_record_says(acts):
    told = [Told(f"case-access.{what}", START + timedelta(hours=n), facts(what, who)) for n, (what, who) in enumerate(acts)]

    for hours in range(len(acts)):
        kept = replayed(told[: hours + 1])
        for officer in "ABCD":
            assert kept.open_to(officer, START + timedelta(hours=hours)) == plainly(acts, hours, officer)
        last = {who: what for what, who in acts[: hours + 1] if what in ("marked", "unmarked")}
        assert kept.marks == {(paper, "privileged") for paper, what in last.items() if what == "marked"}


def facts(what: str, who) -> dict:
    if what == "restricted":
        return {"officers": list(who)}
    if what in ("marked", "unmarked"):
        return {"paper": who, "mark": "privileged"}
    return {"officer": who, "hours": 4} if who else {}


@pytest.mark.django_db
def test_the_walls_replayed_to_now_are_those_that_stand(case, office):
    by = office[MANAGER]
    actions.restrict(case.ref, officers=(by.ref, office[HEAD].ref), because="About a colleague", by=by)
    actions.name(case.ref, officer=office[CLERK].ref, by=by)
    actions.unname(case.ref, officer=office[HEAD].ref, by=by)
    actions.wall(case.ref, officer=office[CLERK].ref, because="Her cousin", by=by)
    actions.break_glass(case.ref, reason="safety", because="She may come to harm tonight", by=office[HEAD])

    kept = queries.as_known(case.ref, lambda _: True)

    for one in office.values():
        assert kept.open_to(one.ref, now()) == queries.may_see(case.ref, officer=one.ref)


def banner(page: str) -> str:
    return page.partition('<section class="marked" aria-label="How this is marked"><span>')[2].partition("</span>")[0]


@pytest.mark.django_db
def test_the_pages_of_a_marked_paper_or_case_say_so_at_their_head_and_say_it_to_nobody_who_may_not_see_it(case, office, mail, at_desk):
    ref = filed(office, mail, case.ref, "Counsel")
    paper = submissions.draft(
        case.ref, kind="decision", ask="Uphold", remedy_pence=100, mp_interest=False, paragraphs=("One.",), by=office[MANAGER]
    ).ref
    pages = (f"/post/{ref}/", f"/submissions/{paper}/", f"/cases/{case.ref}/")
    clerk = at_desk(CLERK)

    plain = banner(said(clerk.get(pages[0])))
    actions.mark(case.ref, paper=ref, mark="privileged", by=office[MANAGER])
    own = [banner(said(clerk.get(page))) for page in pages]
    actions.mark(case.ref, paper=case.ref, mark="do not disclose", by=office[MANAGER])
    actions.restrict(case.ref, officers=(office[CLERK].ref, office[MANAGER].ref), because="About a colleague", by=office[MANAGER])
    whole = [banner(said(clerk.get(page))) for page in pages]
    kept_from = [at_desk(INVESTIGATOR).get(page) for page in pages]

    kept = "Do not disclose. Restricted to those named for the case."
    assert plain == ""
    assert own == ["Legal professional privilege.", "", ""]
    assert whole == [f"Legal professional privilege. {kept}", kept, kept]
    assert [(one.status_code, banner(said(one))) for one in kept_from] == [(404, "")] * 3


def test_every_page_of_a_marked_pdf_bears_the_banner_at_its_head():
    long = Paper("Office", "Letter", "A letter", "Of today", "L", (Paragraphs("Words", ("It was so. " * 60,) * 12),), ())
    plain = paper_pdf(long)

    copy = headed(plain, "Do not disclose")

    sheets = PdfReader(io.BytesIO(copy)).pages
    assert len(sheets) == len(PdfReader(io.BytesIO(plain)).pages) > 1
    assert all("Do not disclose" in one.extract_text() for one in sheets)
    assert "Do not disclose" not in "".join(one.extract_text() for one in PdfReader(io.BytesIO(plain)).pages)
    assert headed(plain, "Do not disclose") == copy
