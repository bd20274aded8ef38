"""What is approved is a digest that depends on what is paid and on nothing else; and what is taken adds up."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from duly.payments.runs.rules import Paying, Standing, canonical_list, carry_forward, due_digest, payments, reference, sort_out
from duly.payments.runs.tests.factories import PAY_DAY, WEEK, due, payees
from duly.primitives.digest import sha256_hex

PROVIDERS = ("PR-0001", "PR-0002", "PR-0003")


@st.composite
def lines(draw) -> list[Paying]:
    keys = draw(st.lists(st.tuples(st.integers(1, 30), st.integers(0, 3)), unique=True, min_size=1, max_size=20))
    return [
        Paying(
            f"LN-{line:06d}",
            WEEK + timedelta(weeks=week),
            draw(st.integers(0, 3)),
            draw(st.sampled_from(PROVIDERS)),
            "P-1",
            "home-care",
            draw(st.integers(0, 10**6)),
            0,
            draw(st.integers(-(10**6), 10**6)),
            "JG-1",
            "0" * 64,
            "CLEAN",
        )
        for line, week in keys
    ]


def digest(rows, pay_date: date = PAY_DAY) -> str:
    return sha256_hex(canonical_list("HC-2026-W45", pay_date, payments(rows, payees(*PROVIDERS))))


@given(lines(), st.randoms(use_true_random=False))
def test_the_order_of_the_lines_does_not_matter(rows, chance):
    shuffled = rows[:]
    chance.shuffle(shuffled)

    assert digest(shuffled) == digest(rows)


@given(lines(), st.data())
def test_any_other_penny_account_or_day_is_another_digest(rows, data):
    which = data.draw(st.integers(0, len(rows) - 1))
    dearer = [replace(row, pence=row.pence + 1) if n == which else row for n, row in enumerate(rows)]
    moved = canonical_list("HC-2026-W45", PAY_DAY, payments(rows, payees(*PROVIDERS, account_number="11112222")))

    assert len({digest(rows), digest(dearer), digest(rows, PAY_DAY + timedelta(days=1)), sha256_hex(moved)}) == 4


@given(lines())
def test_payments_add_up_to_their_lines(rows):
    paid = payments(rows, payees(*PROVIDERS))

    assert sum(p.net_pence for p in paid) == sum(row.pence for row in rows)
    assert [p.n for p in paid] == list(range(1, len(paid) + 1))
    assert sum(len(p.lines) for p in paid) == len(rows)


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500), st.sampled_from(PROVIDERS)), max_size=15))
def test_nobody_is_paid_less_than_nothing_and_nothing_is_lost(amounts):
    offered = [due(n, entitled, provider=who, paid=paid) for n, (entitled, paid, who) in enumerate(amounts, start=1)]
    standing = {reference(d.line_ref, d.week): Standing(0, d.paid_pence, "HC-2026-W44") for d in offered if d.paid_pence}
    ledger = {reference(d.line_ref, d.week): d.paid_pence for d in offered}

    taken, left = sort_out(offered, standing, ledger)

    assert len(taken) + len(left) == len(offered)
    assert carry_forward(taken) == (taken, ())
    for claim in taken:
        assert claim.due.due_pence == claim.due.entitled_pence - claim.due.paid_pence != 0
        assert claim.n == (1 if claim.due.paid_pence else 0)
    assert all(one.code in ("nothing-due", "carried-forward") for one in left)


def test_what_was_offered_has_one_digest_in_any_order():
    assert due_digest([due(1), due(2)]) == due_digest([due(2), due(1)]) != due_digest([due(1)])
