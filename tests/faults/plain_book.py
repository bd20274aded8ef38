"""A plain model of runs, files and the book, kept in dictionaries: what may be done, what must be refused and as what, and what is then paid.

It knows nothing of the database, of scheme tables or of the rooms' code: it is what a person would reckon on paper.
"""

from dataclasses import dataclass, field

LIMIT = 5_000_000
NOT_YOURS = "scheme-no-row"


@dataclass(frozen=True)
class Person:
    """Somebody and their posts."""

    ref: str
    posts: tuple[str, ...]


@dataclass
class Claimed:
    """A line as a run claims it: number, what was paid before, and what the run pays."""

    n: int
    before: int
    pence: int

    @property
    def after(self) -> int:
        return self.before + self.pence


@dataclass
class PlainRun:
    """A run. `accounts` are where its providers were paid when it was prepared, and who had set them."""

    lines: dict[str, Claimed]
    drafter: str = ""
    state: str = "draft"
    preparer: str = ""
    approver: str = ""
    total: int = 0
    accounts: dict[str, tuple[str, str]] = field(default_factory=dict)
    takers_out: set[str] = field(default_factory=set)
    payments: list[str] = field(default_factory=list)
    came_back: set[int] = field(default_factory=set)


@dataclass
class PlainFile:
    run: str
    state: str = "issued"
    asked_by: str = ""
    witnessed: bool = False
    gone: bool = False
    answered: bool = False


@dataclass
class PlainLock:
    """The lock on payments: "open", "locked", "reconciled" or "unlock asked", and by whom that was asked. It is everybody's."""

    state: str = "open"
    asked_by: str = ""

    def why_not(self, step: str, by: Person) -> str | None:
        """ "same" when it is locked already. Anybody locks; finance and the group manager do the rest, and unlocking is another's than who asked."""
        if step == "lock":
            return "same" if self.state == "locked" else None
        if self.state == "open":
            return "nothing-locked"
        if self.state != {"reconcile": "locked", "ask": "reconciled", "turn down": "unlock asked", "unlock": "unlock asked"}[step]:
            return "wrong-state"
        if step == "unlock" and self.asked_by == by.ref:
            return "your-own"
        return None if {"corporate-finance", *(() if step == "reconcile" else ("group-manager",))} & set(by.posts) else NOT_YOURS

    def went(self, step: str, by: Person) -> None:
        self.state = {"lock": "locked", "reconcile": "reconciled", "ask": "unlock asked", "turn down": "reconciled", "unlock": "open"}[step]
        self.asked_by = by.ref if step == "ask" else ""


@dataclass
class PlainBook:
    """Everything, for lines of known providers. `accounts`, `months` and `lock` are shared by everybody."""

    provider: dict[str, str]
    entitled: dict[str, int]
    accounts: dict[str, tuple[str, str]]
    months: dict[str, tuple[str, str]]
    lock: PlainLock = field(default_factory=PlainLock)
    paid: dict[str, int] = field(default_factory=dict)
    runs: dict[str, PlainRun] = field(default_factory=dict)
    files: dict[str, PlainFile] = field(default_factory=dict)
    holes: set[str] = field(default_factory=set)

    # --- what is claimed ---

    def newest_claim(self, line: str) -> tuple[int, int] | None:
        """The highest number of a claim on a line, of a run that is not void, and what will have been paid with it.

        Where a payment of the line ever came back, that is what the claims still standing come to.
        """
        found = [run.lines[line] for run in self.runs.values() if run.state != "void" and line in run.lines]
        newest = max(found, key=lambda one: one.n, default=None)
        return newest and (newest.n, sum(one.pence for one in found) if line in self.holes else newest.after)

    def to_claim(self) -> dict[str, Claimed]:
        """What a draft would take now."""
        takes = {}
        for line, entitled in self.entitled.items():
            paid, before = self.paid.get(line, 0), self.newest_claim(line)
            if entitled == paid or (before and before[1] != paid):
                continue
            takes[line] = Claimed(before[0] + 1 if before else 0, paid, entitled - paid)
        nets = self.nets(takes)
        return {line: claimed for line, claimed in takes.items() if nets[self.provider[line]] >= 0}

    def nets(self, lines: dict[str, Claimed]) -> dict[str, int]:
        nets: dict[str, int] = {}
        for line, claimed in lines.items():
            nets[self.provider[line]] = nets.get(self.provider[line], 0) + claimed.pence
        return nets

    def stands_on(self, line: str, n: int) -> bool:
        """Whether a later difference stands on a line's claim."""
        return any(run.state != "void" and line in run.lines and run.lines[line].n > n for run in self.runs.values())

    def standing(self, run: str) -> str | None:
        """The file that stands on a run."""
        return next((ref for ref, file in self.files.items() if file.run == run and file.state != "voided"), None)

    # --- runs ---

    def draft(self, by: Person) -> str | None:
        if "payments-officer" not in by.posts:
            return NOT_YOURS
        return None if self.to_claim() else "nothing-to-pay"

    def drafted(self, ref: str, by: Person) -> None:
        self.runs[ref] = PlainRun(self.to_claim(), by.ref)

    def take_out(self, ref: str, line: str, by: Person) -> str | None:
        run = self.runs[ref]
        if run.state != "draft":
            return "wrong-state"
        if "payments-officer" not in by.posts:
            return NOT_YOURS
        if line in run.lines and self.stands_on(line, run.lines[line].n):
            return "a-difference-stands-on-this-line"
        return None

    def taken_out(self, ref: str, line: str, by: Person) -> None:
        self.runs[ref].lines.pop(line, None)
        self.runs[ref].takers_out.add(by.ref)

    def prepare(self, ref: str, by: Person) -> str | None:
        run = self.runs[ref]
        nets = self.nets(run.lines)
        if run.state != "draft":
            return "wrong-state"
        if sum(nets.values()) <= 0:
            return "nothing-to-pay"
        if min(nets.values()) < 0:
            return "below-nothing"
        return None if "payments-officer" in by.posts else NOT_YOURS

    def prepared(self, ref: str, by: Person) -> None:
        run = self.runs[ref]
        nets = self.nets(run.lines)
        run.state, run.preparer, run.total = "prepared", by.ref, sum(nets.values())
        run.payments = sorted(nets)
        run.accounts = {provider: self.accounts[provider] for provider in nets}

    def reopen(self, ref: str, by: Person) -> str | None:
        if self.runs[ref].state != "prepared":
            return "wrong-state"
        return None if {"payments-officer", "payments-manager"} & set(by.posts) else NOT_YOURS  # who approves may send it back

    def reopened(self, ref: str) -> None:
        self.runs[ref].state = "draft"

    def approve(self, ref: str, by: Person, *, as_it_is: bool) -> str | None:
        run = self.runs[ref]
        if run.state != "prepared":
            return "wrong-state"
        if not as_it_is:
            return "not-what-you-saw"
        if by.ref in {run.preparer, run.drafter, *run.takers_out}:
            return "your-own"
        changed_one = by.ref in {who for _, who in run.accounts.values()}
        return None if "payments-manager" in by.posts and run.total <= LIMIT and not changed_one else NOT_YOURS

    def approved(self, ref: str, by: Person) -> None:
        self.runs[ref].state, self.runs[ref].approver = "approved", by.ref

    def void_run(self, ref: str, by: Person) -> str | None:
        run = self.runs[ref]
        if self.standing(ref):
            return "file-stands"
        if run.state != "approved":
            return "wrong-state"
        if any(self.stands_on(line, claimed.n) for line, claimed in run.lines.items()):
            return "stood-on"
        return None if "payments-manager" in by.posts else NOT_YOURS

    def voided_run(self, ref: str) -> None:
        self.runs[ref].state = "void"

    # --- files ---

    def issue(self, ref: str, by: Person) -> str | None:
        """ "same" when a file stands already."""
        run = self.runs[ref]
        if self.standing(ref):
            return "same"
        if run.state != "approved":
            return "wrong-state"
        if self.lock.state != "open":
            return "payments-locked"
        if any(self.paid.get(line, 0) != claimed.before for line, claimed in run.lines.items()):
            return "paid-since"
        if any(self.accounts[provider][0] != account for provider, (account, _) in run.accounts.items()):
            return "payee-changed"
        if by.ref in (run.preparer, run.approver):
            return "your-own"
        return None if "corporate-finance" in by.posts else NOT_YOURS

    def issued(self, ref: str, file: str) -> None:
        self.files[file] = PlainFile(ref)
        for line, claimed in self.runs[ref].lines.items():
            self.paid[line] = self.paid.get(line, 0) + claimed.pence

    def on_file(self, file: str, by: Person, *, when: str, not_who_asked: bool = False) -> str | None:
        """Handing over, asking to void, keeping or voiding a file: in the right state, by finance, and voiding by another than who asked."""
        found = self.files[file]
        if found.state != when:
            return "wrong-state"
        if not_who_asked and found.asked_by == by.ref:
            return "your-own"
        return None if "corporate-finance" in by.posts else NOT_YOURS

    def asked_to_void(self, file: str, by: Person) -> None:
        self.files[file].state, self.files[file].asked_by = "void asked", by.ref

    def kept_file(self, file: str) -> None:
        self.files[file].state, self.files[file].asked_by = "issued", ""

    def voided_file(self, file: str) -> None:
        found = self.files[file]
        found.state = "voided"
        for line, claimed in self.runs[found.run].lines.items():
            self.paid[line] -= claimed.pence

    def sealed(self) -> None:
        """Everything that was issued so far has been witnessed."""
        for file in self.files.values():
            file.witnessed = True

    def hand_over(self, file: str, by: Person) -> str | None:
        if (why_not := self.on_file(file, by, when="issued")) is not None:
            return why_not
        if self.lock.state != "open":
            return "payments-locked"
        return None if self.files[file].witnessed else "not-witnessed"

    def handed_over(self, file: str) -> None:
        self.files[file].gone = True

    def ask_to_void(self, file: str, by: Person, *, evidence: bool) -> str | None:
        """One that was handed over is voided only with the bank's own rejection, and one the bank answered for, never."""
        found = self.files[file]
        if found.state != "issued":
            return "wrong-state"
        if found.answered:
            return "bank-answered"
        if found.gone and not evidence:
            return "no-evidence"
        return None if "corporate-finance" in by.posts else NOT_YOURS

    def void_file(self, file: str, by: Person) -> str | None:
        found = self.files[file]
        if found.state != "void asked":
            return "wrong-state"
        if found.asked_by == by.ref:
            return "your-own"
        if found.answered:
            return "bank-answered"
        return None if "corporate-finance" in by.posts else NOT_YOURS

    # --- what comes back ---

    def come_back(self, file: str, payment: int, by: Person) -> str | None:
        """ "unmatched" when it is no payment of a file that stands, or came back before: such an answer is kept for somebody to look at.

        While a file is asked to be voided nothing of it comes back: `test_what_comes_back_while_voiding_is_asked` says what happens then.
        """
        found = self.files[file]
        run = self.runs[found.run]
        if "corporate-finance" not in by.posts:
            return NOT_YOURS
        if found.state != "issued" or payment > len(run.payments) or payment in run.came_back:
            return "unmatched"
        return None if self.paying(found.run, payment) and self.nets(run.lines)[run.payments[payment - 1]] else "unmatched"

    def paying(self, run: str, payment: int) -> dict[str, Claimed]:
        """The lines that a run's payment of a number pays."""
        found = self.runs[run]
        return {line: claimed for line, claimed in found.lines.items() if self.provider[line] == found.payments[payment - 1]}

    def came_back(self, file: str, payment: int) -> None:
        found = self.files[file]
        found.answered = True
        for line, claimed in self.paying(found.run, payment).items():
            self.paid[line] -= claimed.pence
            self.holes.add(line)
            del self.runs[found.run].lines[line]
        self.runs[found.run].came_back.add(payment)

    # --- payees and months ---

    def change_payee(self, provider: str, number: str, by: Person) -> str | None:
        if "payee-maker" not in by.posts:
            return NOT_YOURS
        return "same-account" if self.accounts[provider][0] == number else None

    def month(self, month: str, by: Person, *, when: str, not_who_asked: bool = False) -> str | None:
        """Asking to close a month, withdrawing that, closing it."""
        state, asked_by = self.months.get(month, ("open", ""))
        if state != when:
            return "wrong-state"
        if not_who_asked and asked_by == by.ref:
            return "your-own"
        return None if "corporate-finance" in by.posts else NOT_YOURS

    def bank(self) -> int:
        """What has left the bank by the files that stand."""
        return sum(sum(c.pence for c in self.runs[file.run].lines.values()) for file in self.files.values() if file.state != "voided")
