"""C2: run after run is approved, issued, voided, made void and sent back by eight people at one moment; each ends one way, once."""

import random
from collections import Counter

import pytest
from django.db import connections

from duly.core.record.queries import history
from duly.payments import flow
from duly.payments.banking import actions as banking
from duly.payments.banking import queries as files
from duly.payments.banking.queries import FileSummary
from duly.payments.banking.tests.factories import FAY, a_council, prepared, returned
from duly.payments.ledger import queries as ledger
from duly.payments.runs import actions as runs
from duly.payments.runs import queries as run_queries
from duly.payments.runs.tests.factories import ADA, BEA, CY, DEE, due
from duly.primitives.refusal import Refusal
from tests.faults.crowd import Crowd
from tests.faults.sizes import NIGHTLY, SCALE, SEED, size
from tests.faults.truths import untrue

pytestmark = pytest.mark.slow
RUNS, PEOPLE = size(40, 2_000), max(8, size(8, 32))


@pytest.fixture
def crowd():
    people = Crowd(PEOPLE)
    yield people
    people.leave()
    connections.close_all()


def mixed(chance: random.Random, *acts) -> list:
    """As many acts as there are people, each kind at least once, in any order."""
    chosen = [*acts, *chance.choices(acts, k=PEOPLE - len(acts))]
    chance.shuffle(chosen)
    return chosen


def done(results) -> list:
    return [one for one in results if not isinstance(one, Refusal)]


def actions_of(subject: str, ref: str) -> Counter[str]:
    return Counter(entry.action for entry in history(subject, ref))


class Race:
    """One run, and what eight people do to it at one moment."""

    def __init__(self, crowd: Crowd, chance: random.Random, n: int):
        self.crowd, self.chance, self.n = crowd, chance, n
        self.run = prepared(due(n, 1000 + n), due(n + 1_000_000, 500, provider="PR-0002"))
        self.approver = ""

    def at_once(self, *acts) -> list:
        return done(self.crowd.at_once(mixed(self.chance, *acts)))

    def approve(self) -> None:
        """Everybody approves, some wrongly: one approval."""
        ref, seen = self.run.ref, self.run.content_sha256
        approved = self.at_once(
            lambda: runs.approve(ref, seen_sha256=seen, by=BEA),
            lambda: runs.approve(ref, seen_sha256=seen, by=DEE),
            lambda: runs.approve(ref, seen_sha256="0" * 64, by=BEA),
            lambda: runs.approve(ref, seen_sha256=seen, by=ADA),
            lambda: flow.approve_run(ref, seen_sha256=seen, by=DEE),
        )
        (one,) = approved
        self.approver = one.approved_by
        assert actions_of("run", ref)["run.approved"] == 1

    def issue(self) -> FileSummary | None:
        """Everybody issues, and for every other run somebody makes it void: one file, or a void run."""
        ref = self.run.ref
        void = [lambda: flow.void_run(ref, because="x", by=BEA)] if self.n % 2 else []
        issued = self.at_once(
            lambda: flow.issue_run(ref, by=CY),
            lambda: flow.issue_run(ref, by=FAY),
            lambda: flow.issue_run(ref, by=BEA),
            lambda: flow.issue_run(ref, by=ADA),
            *void,
        )
        standing, state = files.unvoided_file(ref), run_queries.run(ref).state
        assert (standing is None) == (state == "void")
        assert len(files.files(ref)) == (0 if standing is None else 1)
        assert {one.ref for one in issued if isinstance(one, FileSummary)} == ({standing.ref} if standing else set())
        if standing:
            assert standing.releaser != self.approver
            assert actions_of("file", standing.ref)["file.issued"] == 1
        return standing

    def void(self, standing: FileSummary) -> str:
        """One asked for the file to be voided; now it is voided, kept, issued again and its run made void: it ends one way."""
        run, ref = self.run.ref, standing.ref
        banking.ask_to_void(ref, because="x", by=CY)
        self.at_once(
            lambda: flow.void_file(ref, by=FAY),
            lambda: flow.void_file(ref, by=CY),
            lambda: banking.keep(ref, by=CY),
            lambda: flow.void_run(run, because="x", by=BEA),
            lambda: flow.issue_run(run, by=CY),
        )
        now, told = files.file(ref), actions_of("file", ref)
        assert told["file.voided"] + told["file.kept"] == 1, told
        assert now.state == ("voided" if told["file.voided"] else "issued")
        assert (ledger.journal(f"void:file:{now.serial}") is not None) == (now.state == "voided")
        again, state = files.unvoided_file(run), run_queries.run(run).state
        assert again is None or state == "approved"
        return f"{now.state}, then {'a file stands' if again else state}"

    def come_back(self) -> str:
        """The bank sends its payments back, each several times under several references, while the file is asked void, voided and issued again:
        either the file is voided and nothing came back, or each payment came back once."""
        run, file = self.run.ref, files.unvoided_file(self.run.ref)
        assert file is not None
        times = iter(range(1, 1000))
        self.at_once(
            lambda: returned(file, 1, reference=f"RT-{self.n}-{next(times)}", by=CY),
            lambda: returned(file, 1, reference=f"RT-{self.n}-{next(times)}", by=FAY),
            lambda: returned(file, 2, reference=f"RT-{self.n}-{next(times)}", by=CY),
            lambda: banking.ask_to_void(file.ref, because="x", by=CY),
            lambda: flow.void_file(file.ref, by=FAY),
            lambda: flow.issue_run(run, by=FAY),
            lambda: flow.void_run(run, because="x", by=BEA),
        )
        voided = files.file(file.ref).state == "voided"
        back = Counter(one.n for one in run_queries.returns(run))
        standing = files.unvoided_file(run)
        assert set(back.values()) <= {1}, back
        assert not (voided and standing is None and back), "what nobody paid came back"
        assert voided or set(back) == {1, 2}, (voided, back)
        assert {one.file_said or one.file_ref for one in files.answers_to(file.ref) if one.kind == "returned"} <= {file.ref}
        return "voided before anything came back" if voided and not back else f"{len(back)} came back"


def test_each_ends_one_way_once(commits, server, crowd, counted):
    a_council()
    chance, attempts, ends = random.Random(SEED), 0, Counter()
    for n in range(1, RUNS + 1):
        race = Race(crowd, chance, n)
        race.approve()
        standing = race.issue()
        ends["issued" if standing else "void"] += 1
        attempts += 2 * PEOPLE
        if standing:
            ends[race.void(standing)] += 1
            attempts += PEOPLE
        if files.unvoided_file(race.run.ref) is not None:
            ends[race.come_back()] += 1
            attempts += PEOPLE

    assert untrue(server.owner_of(commits)) == []
    assert all(files.controls(file.ref).agree for file in files.files() if file.state != "voided")
    assert NIGHTLY or attempts >= 40 * 8
    assert SCALE < 0.1 or len(ends) >= 4, ends
    told = " / ".join(f"{end} {many}" for end, many in sorted(ends.items()))
    counted("C2 at one moment", runs=RUNS, people=PEOPLE, attempts=attempts, violations=0, ends=told)
