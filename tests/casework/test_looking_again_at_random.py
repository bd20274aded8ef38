"""Random histories of deciding and looking again: no recorded decision is ever changed, a chain has one head, and nobody looks again at what is theirs."""

import random
from contextlib import nullcontext, suppress
from itertools import product

import pytest

from duly.casework import flow
from duly.casework.decisions import actions as deciding
from duly.casework.decisions import queries as decisions
from duly.casework.decisions.models import Decision
from duly.casework.decisions.rules import CODES, COUNTED, figures
from duly.casework.reviews import actions, queries
from duly.casework.reviews.rules.findings import FINDINGS, ROUTES, outcome_of, why_not_route
from duly.casework.reviews.rules.independence import Lines, Part, why_not_independent
from duly.casework.reviews.rules.ruleset import FIRST
from duly.core.people import actions as people
from duly.core.people.queries import actor
from duly.core.record.clock import today
from duly.primitives.actor import SYSTEM, Actor
from duly.primitives.refusal import Refused
from tests.faults.sizes import SEED, size

OFFICES, STEPS = size(2_000, 200_000), size(16, 1_500)


def walked_up(who: str, held: dict[str, frozenset[str]], answers_to: dict[str, str]) -> set[str]:
    """Every post above somebody, by walking up from each of theirs one step at a time: the plain way."""
    above = set()
    for post in held.get(who, ()):
        while post in answers_to:
            post = answers_to[post]
            above.add(post)
    return above


def test_in_random_offices_nobody_may_look_again_who_decided_advised_or_manages(record_property):
    chance, allowed, refused = random.Random(SEED), 0, 0
    posts, everybody = [f"p{n}" for n in range(7)], [f"O-{n}" for n in range(6)]
    for _ in range(OFFICES):
        answers_to = {post: posts[chance.randrange(n)] for n, post in enumerate(posts) if n and chance.random() < 0.8}
        held = {who: frozenset(chance.sample(posts, chance.randint(0, 2))) for who in everybody}
        decider, *advisers = chance.sample(everybody, chance.randint(1, 3))
        direct, who = chance.random() < 0.5, chance.choice(everybody)

        refusal = why_not_independent(
            who,
            decider=decider,
            parts=[Part(decider, "signed it"), *(Part(one, "advised on it") for one in advisers)],
            lines=[Lines(held, answers_to)],
            direct_reports=direct,
            names={},
            titles={},
        )

        manages = bool(held[who] & walked_up(decider, held, answers_to))
        answers = direct and any(answers_to.get(post) in held[decider] for post in held[who])
        assert (refusal is not None) == (who in (decider, *advisers) or manages or answers), (held, answers_to, decider, advisers, who)
        allowed, refused = allowed + (refusal is None), refused + (refusal is not None)
    record_property(
        "counted", f"Independence: {OFFICES:,} random offices, {allowed:,} may and {refused:,} may not, as walked up by hand; seed {SEED}"
    )


def test_every_finding_and_route_comes_to_an_outcome_and_none_confirms_what_was_found_wrong():
    for found in (pair for many in (1, 2, 3) for pair in product(FINDINGS, repeat=many)):
        against = sum(one != "neither" for one in found)
        assert outcome_of(found) == ("not upheld" if not against else "upheld" if against == len(found) else "partly upheld")
        wrong = any(one in ("decision", "both") for one in found)
        free = {code for code in ROUTES if why_not_route(code, found) is None}
        assert free == (set(ROUTES) - ({"confirm", "explain"} if wrong else {"amend"}))


def somebody_new(number: int) -> Actor:
    """An investigator who has had no part in anything."""
    ref = people.add_officer(username=f"other{number}", name="Noa Other", email=f"other{number}@pso.example", password=None, by=SYSTEM)
    people.give_post(ref, post="investigator", starts=today(), by=SYSTEM)
    return actor(ref, on=today())


def earlier(case: str, *, before: int = 1_000) -> list[str]:
    """Who looked at a case again before a review of it."""
    return [one.reviewer for one in queries.reviews(case_ref=case) if one.number < before and one.conclusion]


@pytest.mark.django_db
def test_in_random_histories_no_decision_changes_chains_have_one_head_and_figures_add_up(office, ready, record_property):
    chance, kept, did = random.Random(SEED), {}, {"sign": 0, "withdraw": 0, "code": 0, "review": 0, "refused": 0}
    by, ombudsman, reviewers = office["casework-manager"], office["ombudsman"], []
    first = ready(20_000)
    case = first.case_ref

    def sign():
        seen = ready(chance.choice((0, 20_000, 300_000))) if kept else first
        flow.sign(seen.ref, outcome="agree", seen_sha256=seen.text.sha256, by=ombudsman)

    def withdraw():
        deciding.withdraw([*kept][-1], true_from=today(), because="Wrong.", by=ombudsman)

    def code():
        about = chance.choice([*kept])
        other_codes = [one for one in CODES if one != decisions.code_of(about)]
        deciding.correct_code(about, code=chance.choice(other_codes), because="Miscoded.", by=by)

    def review():
        about = chance.choice([*kept])
        seen = flow.ask_for_review(
            about, asker="body", asked_by="Northmere Council", received_on=today(), grounds=(("facts", "So."),), by=by
        )
        flow.accept_review(seen.ref, valid=tuple(FIRST.validity), because="Fair.", by=by)
        for who in chance.sample([*office.values(), *reviewers], 3):  # whoever is not independent is refused, and the next is tried
            part = who.ref in earlier(case) or who.ref in (decisions.decision(about).signed_by, office["investigator"].ref)
            refusal = queries.independence(decisions.decision(about), who.ref)
            assert refusal is not None or not part
            with suppress(Refused) if refusal else nullcontext():
                actions.assign(seen.ref, reviewer=who.ref, by=by)
            did["refused"] += refusal is not None
            assert (queries.review(seen.ref).reviewer == who.ref) == (refusal is None)
        reviewers.append(somebody_new(len(reviewers)))
        actions.assign(seen.ref, reviewer=reviewers[-1].ref, by=by)
        actions.find(seen.ref, place=1, finding="neither", reasons="So.", by=reviewers[-1])
        stands = decisions.standing(case, "decision")
        route = chance.choice(("confirm", "quash", "resolve")) if stands and stands.ref == about else "resolve"
        actions.conclude(seen.ref, route=route, because="So.", by=reviewers[-1])
        flow.carry_out_review(seen.ref, because="So.", by=office["deputy-ombudsman"] if route == "confirm" else ombudsman)
        for one in queries.review(seen.ref).untold:
            actions.tell(seen.ref, place=one.place, on=today(), how="By letter", by=by)
        actions.close(seen.ref, by=by)

    for step in range(STEPS):
        act = (sign, review, code, sign, withdraw)[step] if step < 5 else chance.choice((sign, withdraw, code, review))
        try:
            act()
            did[act.__name__] += 1
        except Refused:
            pass  # nothing was written, which is looked at below
        chain = decisions.chain(case, "decision")
        kept |= {one.ref: one for one in chain if one.ref not in kept}
        assert chain == tuple(kept.values()), "as each was made, and none is gone"
        assert [one.supersedes for one in chain] == ["", *(one.ref for one in chain[:-1])], "one head"
        for one in queries.reviews(case_ref=case):
            decision = decisions.decision(one.decision_ref)
            assert one.decision_sha256 == decision.seen_sha256
            if one.reviewer:
                assert one.reviewer not in (decision.signed_by, *earlier(case, before=one.number))

    made = decisions.made(starts=today(), ends=today().replace(year=today().year + 1))
    lines, _ = figures(made, starts=today(), ends=today().replace(year=today().year + 1), known=today(), now=today())
    assert sum(one.now for one in lines) == len(kept) == Decision.objects.count()
    assert {one.code for one in lines} == set(COUNTED)
    assert all(did.values()), did
    record_property("counted", f"Looking again: {STEPS} random steps on one case, {did}, {len(kept)} decisions as made; seed {SEED}")
