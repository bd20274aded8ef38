"""One letting in fifty is drawn, the same whenever it is asked."""

from hashlib import sha256

from duly.payments.validation.tolerance.sampling import is_sampled
from duly.payments.validation.tolerance.tests.trimmed import MONDAY

SEED = "ab" * 32


def test_a_draw_is_checked_by_anybody_who_has_a_calculator():
    left = {n: int(sha256(f"{SEED}/L-{n}/2026-11-02".encode()).hexdigest()[:8], 16) % 10_000 for n in range(30_000)}

    assert {199, 200} <= set(left.values())
    assert {n for n in left if is_sampled(SEED, f"L-{n}", MONDAY)} == {n for n, rest in left.items() if rest < 200}


def test_about_one_in_fifty_is_drawn_and_another_seed_draws_others():
    drawn = {n for n in range(10_000) if is_sampled(SEED, f"L-{n}", MONDAY)}

    assert 150 <= len(drawn) <= 250
    assert drawn != {n for n in range(10_000) if is_sampled("cd" * 32, f"L-{n}", MONDAY)}
