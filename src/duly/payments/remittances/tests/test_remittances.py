"""A provider is told what was claimed, what was payable, what was paid before and what is paid now, and why; the same for ever."""

import csv
import io
from datetime import date

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from duly.core.record.actions import unit_of_work
from duly.core.record.queries import history
from duly.core.renditions.papers import paper_pdf
from duly.payments.banking.tests.factories import a_council, approved, issued
from duly.payments.remittances import actions, queries
from duly.payments.remittances.events import RemittanceFirstOpened, RemittanceMade
from duly.payments.remittances.models import RemittanceDrawn, StoredRemittance
from duly.payments.remittances.rules import Explained, Told, as_csv, as_text, why_in_words
from duly.payments.runs.tests.factories import ADA, BEA, PAY_DAY, due
from duly.primitives.digest import sha256_hex
from duly.primitives.refusal import Refused

LINE = "LN-000001/2026-11-02"
OTHER = "LN-000002/2026-11-02"
SHORT = ("30 minutes of the 5 hours claimed are not shown by any visit.",)


@pytest.fixture
def council():
    a_council()


def make(run_ref, provider_ref="PR-0001", **explained):
    words = {LINE: Explained(1800, SHORT), OTHER: Explained(500)} | explained
    return actions.make(run_ref, provider_ref, explained=words, by=ADA)


@pytest.mark.django_db
def test_a_remittance_is_made_by_whoever_the_scheme_says_and_nobody_else(council):
    run_ref = issued(due(1, 1680)).run_ref

    with pytest.raises(Refused) as refused:
        actions.make(run_ref, "PR-0001", explained={LINE: Explained(1800, SHORT)}, by=BEA)
    assert refused.value.refusal.code == "scheme-no-row"

    assert make(run_ref)


@pytest.mark.django_db
def test_a_remittance_adds_up_and_says_why(council):
    made = make(issued(due(1, 1680), due(2, 500)).run_ref)

    assert made.text.decode() == (
        "REMITTANCE ADVICE\n"
        "\n"
        "To provider PR-0001. Paid by Bacs on 20 November 2026 with the reference\n"
        "HC-2026-W45.\n"
        "\n"
        "LN-000001, P-000001, home-care, week of 2 November 2026\n"
        "  claimed                             £18.00\n"
        "  less taken off                      −£1.20\n"
        "  entitled                            £16.80\n"
        "  less paid before                     £0.00\n"
        "  paid now                            £16.80\n"
        "  30 minutes of the 5 hours claimed are not shown by any visit.\n"
        "\n"
        "LN-000002, P-000002, home-care, week of 2 November 2026\n"
        "  claimed                              £5.00\n"
        "  less taken off                       £0.00\n"
        "  entitled                             £5.00\n"
        "  less paid before                     £0.00\n"
        "  paid now                             £5.00\n"
        "  Payable as claimed.\n"
        "\n" + "=" * 78 + "\n"
        "All 2 lines\n"
        "  claimed                             £23.00\n"
        "  less taken off                      −£1.20\n"
        "  entitled                            £21.80\n"
        "  less paid before                     £0.00\n"
        "  paid now                            £21.80\n"
    )
    assert made.csv.decode().splitlines() == [
        "line,person,service,week,claimed,taken off,entitled,paid before,paid now,why",
        f"LN-000001,P-000001,home-care,2026-11-02,18.00,1.20,16.80,0.00,16.80,{SHORT[0]}",
        "LN-000002,P-000002,home-care,2026-11-02,5.00,0.00,5.00,0.00,5.00,Payable as claimed.",
    ]
    assert history("remittance", "HC-2026-W45/PR-0001")[0].sentence == (
        "The remittance of run HC-2026-W45 to PR-0001 was made: 2 lines, £21.80."
    )


@pytest.mark.django_db
def test_what_a_provider_was_told_does_not_change(council):
    run_ref = issued(due(1, 1680)).run_ref
    first = make(run_ref)

    assert make(run_ref, **{LINE: Explained(9999, ("In other words.",))}) == first
    assert queries.remittance(run_ref, "PR-0001") == first
    assert len(history("remittance", f"{run_ref}/PR-0001")) == 1


@pytest.mark.django_db
def test_a_difference_says_what_was_paid_before(council):
    issued(due(1, 1680))

    made = make(issued(due(1, 1800, paid=1680)).run_ref).text.decode()

    assert "  less paid before                   −£16.80\n  paid now                             £1.20\n" in made
    assert "£16.80 of it was paid before; the rest is paid now." in " ".join(made.split())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "attempt"),
    [
        ("nothing-paid", lambda run: make(run, "PR-0002")),
        ("not-explained", lambda run: actions.make(run, "PR-0001", explained={}, by=ADA)),
    ],
)
def test_what_cannot_be_told_is_refused(council, code, attempt):
    run_ref = issued(due(1)).run_ref

    with pytest.raises(Refused) as refused:
        attempt(run_ref)

    assert refused.value.refusal.code == code


@pytest.mark.django_db
def test_a_payment_that_was_not_made_is_not_told(council):
    run = approved(due(1))

    with pytest.raises(Refused) as refused:
        make(run.ref)

    assert refused.value.refusal.code == "not-issued"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("constraint", "wrong"),
    [
        ("one-remittance-of-a-run-to-a-provider", {}),
        ("remittance-text-matches-its-digest", {"provider_ref": "PR-0002", "text": b"x"}),
        ("remittance-csv-matches-its-digest", {"provider_ref": "PR-0002", "csv": b"x"}),
    ],
)
def test_the_database_refuses_another_remittance_or_another_text(council, constraint, wrong):
    made = make(issued(due(1)).run_ref)

    with pytest.raises(Refused) as refused, unit_of_work() as record:
        event = record.write(RemittanceMade("x", 1, "", "", 0, 0, "", ""), by=ADA)
        StoredRemittance.objects.create(**vars(made) | {"made_by": event} | wrong)

    assert refused.value.refusal.code == constraint


@pytest.mark.django_db
@pytest.mark.parametrize("verb", ["DELETE FROM {}", "TRUNCATE {}", "UPDATE {} SET text = ''"])
def test_a_remittance_is_kept_as_written(council, verb):
    make(issued(due(1)).run_ref)

    with pytest.raises((IntegrityError, ProgrammingError)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(verb.format("remittances_storedremittance"))


WORDS = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=300)


@given(st.lists(st.tuples(st.integers(0, 10**8), st.integers(0, 10**8), st.integers(0, 10**8), WORDS), min_size=1, max_size=6))
def test_every_line_fits_and_every_sum_adds_up(rows):
    told = [
        Told(f"LN-{n}", "P-1", "home-care", date(2026, 11, 2), claimed, entitled, before, entitled - before, why)
        for n, (claimed, entitled, before, why) in enumerate(rows)
    ]

    text, table = as_text("HC-2026-W45", "PR-0001", PAY_DAY, told), as_csv(told)

    assert all(len(line) <= 78 for line in text.decode().split("\n"))
    assert (text, table) == (as_text("HC-2026-W45", "PR-0001", PAY_DAY, told), as_csv(told))
    found = list(csv.DictReader(io.StringIO(table.decode(), newline="")))
    for row in found:
        pence = {name: round(float(row[name]) * 100) for name in ("claimed", "taken off", "entitled", "paid before", "paid now")}
        assert pence["claimed"] - pence["taken off"] == pence["entitled"]
        assert pence["entitled"] - pence["paid before"] == pence["paid now"]
        assert not row["why"].startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize(
    ("claimed", "entitled", "before", "why", "words"),
    [
        (500, 500, 0, (), "Payable as claimed."),
        (500, 480, 0, (), "£4.80 of the £5.00 claimed is payable."),
        (500, 480, 600, ("Short.",), "Short. £6.00 was paid before, which is £1.20 too much; it is taken back here."),
        (500, 480, 100, ("Short.",), "Short. £1.00 of it was paid before; the rest is paid now."),
    ],
)
def test_why_is_said_in_words(claimed, entitled, before, why, words):
    assert why_in_words(claimed, entitled, before, why) == words


@pytest.mark.django_db
def test_a_remittance_is_drawn_when_first_opened_and_the_same_bytes_ever_after_whatever_becomes_of_the_template(
    council, monkeypatch, tmp_path
):
    run_ref = issued(due(1, 1680), due(2, 500)).run_ref
    with pytest.raises(Refused) as refused:
        actions.draw(run_ref, "PR-0001", called="Quillbank", by=BEA)
    make(run_ref)

    first = actions.draw(run_ref, "PR-0001", called="Quillbank", by=BEA)
    again = actions.paper_pdf(actions.as_paper(run_ref, "PR-0001", "Quillbank", PAY_DAY, queries.remittance(run_ref, "PR-0001").csv))
    other = tmp_path / "paper.typ"
    other.write_text('#set document(title: "Another")\nAnother template.', encoding="utf-8")
    monkeypatch.setattr(actions, "paper_pdf", lambda paper: paper_pdf(paper, template=other))
    later = actions.draw(run_ref, "PR-0001", called="Another name", by=ADA)

    assert refused.value.refusal.code == "not-made"
    assert first.pdf.startswith(b"%PDF-")
    assert again == first.pdf, "the same table gives the same bytes"
    assert later == first == queries.drawn(run_ref, "PR-0001")
    assert [entry.action for entry in history("remittance", f"{run_ref}/PR-0001")] == ["remittance.made", "remittance.drawn"]
    assert [(one.made, one.drawn, one.pence, one.lines) for one in queries.remittances_known()] == [(True, True, 2180, 2)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("constraint", "wrong"), [("a_remittance_is_drawn_once", {}), ("remittance_pdf_matches_its_digest", {"pdf": b"another"})]
)
def test_the_database_refuses_another_pdf(council, constraint, wrong):
    run_ref = issued(due(1)).run_ref
    make(run_ref)
    if not wrong:
        actions.draw(run_ref, "PR-0001", called="Quillbank", by=ADA)
    row = {"pdf": b"%PDF-", "pdf_sha256": sha256_hex(b"%PDF-"), "template_sha256": ""} | wrong

    with pytest.raises(Refused) as refused, unit_of_work() as record:
        event = record.write(RemittanceFirstOpened("x", 1, run_ref, "PR-0001", "", ""), by=ADA)
        RemittanceDrawn.objects.create(remittance=StoredRemittance.objects.get(), made_by=event, **row)

    assert refused.value.refusal.code.replace("-", "_") == constraint
