"""Who may do what under the two example schemes, written down a second time from what their clauses say, and not made from them.

`TABLE[power][post]` is what must be so of the facts. `VALUES` are the facts worth asking about: below, at and above each limit."""

from collections.abc import Callable, Mapping
from itertools import product
from typing import Any

from duly.casework.cases import powers as cases
from duly.casework.decisions import powers as decisions
from duly.primitives.power import POWERS

Holds = Callable[[Mapping[str, Any]], bool]


def always(_: Mapping[str, Any]) -> bool:
    return True


def but(*facts: str) -> Holds:
    """None of these is so."""
    return lambda told: not any(told[fact] for fact in facts)


def up_to(fact: str, most: int, *not_so: str) -> Holds:
    return lambda told: told[fact] <= most and not any(told[one] for one in not_so)


OFFICER, SENIOR, FINANCE, MANAGER, AUDITOR = "payments-officer", "senior-officer", "finance-releaser", "group-manager", "auditor"
EA, ACM, CM, HEAD = "executive-assistant", "assistant-casework-manager", "casework-manager", "head-of-casework"
INVESTIGATOR, DEPUTY, OMBUDSMAN = "investigator", "deputy-ombudsman", "ombudsman"
COUNCIL = (OFFICER, SENIOR, FINANCE, MANAGER, AUDITOR)
CASEWORK = (EA, ACM, CM, HEAD, INVESTIGATOR, DEPUTY, OMBUDSMAN)
POSTS = COUNCIL + CASEWORK
POUNDS = 100
MONTH, YEAR = 28, 365


def all_of(*posts: str) -> dict[str, Holds]:
    return dict.fromkeys(posts, always)


TABLE: dict[str, dict[str, Holds]] = {
    **{f"{kind}.take_in": all_of(OFFICER) for kind in ("providers", "contracts", "rates", "evidence", "invoices")},
    "packages.take_in": {OFFICER: lambda told: told["kind"] != "openings", SENIOR: lambda told: told["kind"] == "openings"},
    "providers.add": all_of(OFFICER),
    "providers.propose_payee": all_of(OFFICER),
    "providers.call_back": all_of(OFFICER),
    "providers.confirm_payee": dict.fromkeys((SENIOR, MANAGER), but("proposed by you")),
    "providers.set_cooling_off": all_of(MANAGER),
    "evidence.set_deadline": all_of(SENIOR),
    "contracts.make": all_of(OFFICER),
    "contracts.agree_terms": {SENIOR: up_to("trim limit", 50 * POUNDS), MANAGER: always},
    "contracts.put_in_force": {SENIOR: up_to("days back-dated", MONTH), MANAGER: always},
    "contracts.embargo": all_of(SENIOR, MANAGER),
    "contracts.lift_embargo": {MANAGER: but("placed by you")},
    "rates.set": {SENIOR: lambda told: told["rises by percent"] <= 10 and told["days back-dated"] <= YEAR, MANAGER: always},
    "rates.put_forward": all_of(OFFICER, SENIOR),
    "rates.adopt": {
        SENIOR: lambda told: not told["put forward by you"] and told["rises by percent"] <= 10 and told["days back-dated"] <= YEAR,
        MANAGER: but("put forward by you"),
    },
    "rates.withdraw": {OFFICER: lambda told: told["put forward by you"], SENIOR: always, MANAGER: always},
    "packages.add_person": all_of(OFFICER),
    **{f"packages.{what}": {OFFICER: up_to("days back-dated", MONTH), SENIOR: always} for what in ("commission", "end_line", "plan_call")},
    "packages.propose": all_of(OFFICER),
    "packages.approve": dict.fromkeys((SENIOR, MANAGER), but("put forward by you")),
    "packages.say_died": {OFFICER: but("said before"), SENIOR: always},
    "packages.interrupt": all_of(OFFICER, SENIOR),
    "packages.sign_opening": {SENIOR: but("signed before"), MANAGER: always},
    "validation.judge": all_of(OFFICER, SENIOR),
    "exceptions.decide": {
        OFFICER: up_to("amount over agreed", 100 * POUNDS),
        SENIOR: up_to("amount over agreed", 1_000 * POUNDS),
        MANAGER: always,
    },
    "tolerance.look": all_of(SENIOR, MANAGER),
    "runs.draft": all_of(OFFICER),
    "runs.prepare": all_of(OFFICER),
    "runs.approve": {
        SENIOR: up_to("total", 750_000 * POUNDS, "prepared by you", "you changed a payee in it"),
        MANAGER: but("prepared by you", "you changed a payee in it"),
    },
    "runs.void": all_of(SENIOR),
    "files.release": {FINANCE: but("prepared by you", "approved by you")},
    "files.download": all_of(FINANCE),
    "files.void": dict.fromkeys((FINANCE, MANAGER), but("asked by you")),
    "files.override": {
        FINANCE: but("prepared by you", "approved by you"),
        MANAGER: but("asked by you", "prepared by you", "approved by you", "released by you"),
    },
    "answers.take_in": all_of(FINANCE),
    "answers.deal_with": all_of(FINANCE),
    "payments.reconcile": all_of(FINANCE),
    "payments.unlock": dict.fromkeys((FINANCE, MANAGER), but("asked by you")),
    "missing-files.settle": dict.fromkeys((FINANCE, MANAGER), but("asked by you")),
    "paying-account.adopt": all_of(MANAGER),
    "periods.close": {FINANCE: but("asked by you")},
    "remittances.make": all_of(OFFICER, FINANCE),
    "statements.tell_figure": all_of(OFFICER, SENIOR),
    "payments.read": all_of(*COUNCIL),
    "retention.read": all_of(OFFICER, SENIOR, MANAGER, AUDITOR, HEAD, CM, EA),
    "retention.hold": all_of(MANAGER, HEAD, CM),
    "retention.propose": all_of(SENIOR, EA, CM),
    "retention.approve": dict.fromkeys((MANAGER, HEAD), but("proposed by you")),
    "record.read": all_of(OFFICER, SENIOR, MANAGER, AUDITOR, CM, HEAD, EA),
    "health.read": all_of(MANAGER, AUDITOR, HEAD, DEPUTY),
    "evidence.take": all_of(MANAGER, AUDITOR, CM, HEAD),  # and whoever asks must be able to read that wing, which is another power
    "tokens.make": all_of(*POSTS),
    "tokens.revoke": all_of(MANAGER, HEAD),
    "sign-in.unlock": {},  # in neither example scheme: whoever keeps the installation unlocks, by the command
    "post.register": all_of(EA, ACM),
    "post.triage": {EA: always, ACM: always, CM: lambda told: told["way"] in ("direct", "allocate", "hold")},
    "post.flag": all_of(EA, ACM, CM),
    "post.watch": all_of(CM, HEAD),
    "post.set_rules": all_of(HEAD),
    "post.forward": all_of(EA, ACM),
    "post.held_back": all_of(ACM, HEAD),
    "post.close": all_of(EA, ACM),
    "cases.open": all_of(ACM, CM),
    "cases.link": all_of(EA, ACM),
    "cases.move": {CM: always, INVESTIGATOR: lambda told: told["step"] == "investigate"},
    "cases.close": {
        **all_of(CM, HEAD),
        INVESTIGATOR: lambda told: (
            told["yours"] and told["outcome"] in ("not in jurisdiction", "not properly made", "premature", "out of time")
        ),
    },
    "cases.name_party": all_of(EA, ACM, CM, INVESTIGATOR),
    "cases.plan": all_of(EA, ACM, CM, HEAD, INVESTIGATOR),
    "cases.tie": all_of(ACM, CM),
    "cases.misfiled": all_of(EA, ACM, CM),
    "cases.hand_over": all_of(CM, HEAD, DEPUTY, OMBUDSMAN),
    "cases.take_over": all_of(CM, HEAD),
    "cases.withdraw": all_of(ACM, CM, INVESTIGATOR),
    "cases.carry_on": all_of(CM),
    "submissions.put_up": all_of(INVESTIGATOR, CM),
    "submissions.review": {
        EA: up_to("remedy", 500 * POUNDS, "mp asked", "prepared by you"),
        ACM: but("prepared by you"),
        CM: but("prepared by you"),
    },
    "submissions.sign": {
        HEAD: up_to("remedy", 500 * POUNDS, "mp asked", "changes an earlier decision", "prepared by you"),
        DEPUTY: up_to("remedy", 1_000 * POUNDS, "mp asked", "prepared by you"),
        OMBUDSMAN: but("prepared by you"),
    },
    "decisions.withdraw": {DEPUTY: up_to("remedy", 1_000 * POUNDS), OMBUDSMAN: always},
    "decisions.confirm": dict.fromkeys((CM, HEAD, DEPUTY, OMBUDSMAN), but("signed by you")),
    "decisions.correct": all_of(CM, HEAD),
    "reviews.ask": all_of(ACM, CM, INVESTIGATOR),
    "reviews.admit": {CM: but("out of time", "signed by you"), HEAD: but("signed by you"), DEPUTY: but("signed by you")},
    "reviews.assign": all_of(CM, HEAD),
    "reviews.conduct": dict.fromkeys((ACM, CM, INVESTIGATOR), lambda told: told["assigned to you"]),
    "reviews.take_back": all_of(ACM, CM, INVESTIGATOR),
    "reviews.tell": all_of(ACM, CM, INVESTIGATOR),
    "reviews.close": all_of(CM, HEAD, DEPUTY, OMBUDSMAN),
    "reviews.set_rules": all_of(HEAD),
    "advice.ask": all_of(ACM, CM, HEAD, INVESTIGATOR),
    "advice.answer": all_of(CM, HEAD) | dict.fromkeys((ACM, INVESTIGATOR), but("given to Operations")),
    "advice.rely": all_of(ACM, CM, HEAD, INVESTIGATOR),
    "advice.withdraw": all_of(CM, HEAD),
    "referrals.open": all_of(CM, HEAD),
    "referrals.answer": all_of(CM, HEAD),
    "referrals.read_privileged": all_of(CM, HEAD, DEPUTY, OMBUDSMAN),
    "letters.make": all_of(ACM, INVESTIGATOR),
    "letters.approve": dict.fromkeys((CM, HEAD, OMBUDSMAN), but("prepared by you")),
    "letters.sign_for": {
        OMBUDSMAN: but("prepared by you"),
        DEPUTY: lambda told: told["principal"] in ("deputy-ombudsman", "ombudsman") and not told["prepared by you"],
        HEAD: but("prepared by you"),
    },
    "letters.send": all_of(EA, ACM),
    "letters.acknowledge": all_of(EA, ACM),
    "letters.commission": all_of(EA, ACM),
    "letters.ink": all_of(EA, ACM),
    "wordings.write": all_of(ACM, CM),
    "wordings.adopt": dict.fromkeys((CM, HEAD), but("written by you")),
    "casework.read": all_of(*CASEWORK),
    "post.acknowledge": all_of(EA, ACM),
    "instructions.propose": all_of(ACM, CM),
    "instructions.authorise": {
        CM: lambda told: not told["proposed by you"] and not told["no acknowledgement"] and told["months to review"] <= 12,
        HEAD: up_to("months to review", 12, "proposed by you"),
    },
    "instructions.review": {CM: up_to("months to review", 12, "no acknowledgement"), HEAD: up_to("months to review", 12)},
    "instructions.notify": all_of(ACM, CM),
    "instructions.read_letter": all_of(EA, ACM, CM, INVESTIGATOR),
    "risk.set_rules": all_of(HEAD),
    "submissions.set_rules": all_of(HEAD),
    "wordings.set_rules": all_of(HEAD),
    "risk.assess": all_of(ACM, CM, HEAD, DEPUTY, INVESTIGATOR),
    "risk.look": all_of(*CASEWORK),
    "risk.involve": all_of(ACM, CM, HEAD, DEPUTY, INVESTIGATOR),
    "risk.answer": all_of(CM, HEAD, DEPUTY, OMBUDSMAN),
    "risk.commission": all_of(CM, HEAD, DEPUTY, OMBUDSMAN),
    "risk.report": all_of(*CASEWORK),
    "contacts.log": all_of(*CASEWORK),
    "contacts.propose": all_of(EA, ACM),
    "contacts.agree": dict.fromkeys((CM, HEAD), but("proposed by you")),
    "work.keep": all_of(*CASEWORK),
    "files.move": all_of(EA, ACM, CM, INVESTIGATOR),
    "confidentiality.restrict": all_of(CM, HEAD, OMBUDSMAN),
    "confidentiality.wall": all_of(CM, HEAD, OMBUDSMAN),
    "confidentiality.mark": all_of(ACM, CM, INVESTIGATOR),
    "confidentiality.break": all_of(CM, HEAD, DEPUTY, OMBUDSMAN),
    "confidentiality.review": dict.fromkeys((HEAD, OMBUDSMAN), but("opened by you")),
    "directory.keep": all_of(EA, ACM, CM, INVESTIGATOR),
    "directory.merge": all_of(EA, CM),
    "directory.mark": all_of(ACM, CM, HEAD),
    "clocks.keep": all_of(ACM, CM, INVESTIGATOR, HEAD, DEPUTY),
    "clocks.extend": {ACM: up_to("added", 5), CM: always},
    "clocks.redate": all_of(CM, HEAD),
    "clocks.adopt": all_of(HEAD),
    "chases.keep": all_of(EA, ACM, CM, HEAD, INVESTIGATOR),
    "chases.adopt": all_of(HEAD),
    "investigation.keep": all_of(CM, INVESTIGATOR),
    "adjudication.find": {INVESTIGATOR: but("outside its band"), CM: always},
    "adjudication.adopt_scale": all_of(HEAD),
    "payment_requests.settle": {SENIOR: up_to("amount", 5_000 * POUNDS), MANAGER: always},
    "disputes.keep": all_of(OFFICER, SENIOR, MANAGER),
    "disputes.pass_on": all_of(SENIOR, MANAGER),
    "compliance.follow": all_of(ACM, CM, INVESTIGATOR),
    "compliance.ask_payment": {CM: up_to("amount", 3_000 * POUNDS), HEAD: always},
    "box.order": all_of(EA, CM, HEAD, DEPUTY, OMBUDSMAN),
    "box.principals": all_of(CM, HEAD),
    "lessons.note": all_of(EA, ACM, CM, HEAD),
    "scheme.arrange": dict.fromkeys((MANAGER, EA, CM, HEAD), but("for yourself")),
    "scheme.propose": all_of(SENIOR, CM, HEAD),
    "scheme.adopt": dict.fromkeys((MANAGER, OMBUDSMAN), but("proposed by you")),
}


def about(*limits: int) -> tuple[int, ...]:
    """Nothing, and below, at and above each limit."""
    return (0, *sorted({limit + step for limit in limits for step in (-1, 0, 1)}))


VALUES: dict[tuple[str, str], tuple[Any, ...]] = {
    ("contracts.agree_terms", "trim limit"): about(50 * POUNDS),
    ("exceptions.decide", "amount over agreed"): about(100 * POUNDS, 1_000 * POUNDS),
    ("exceptions.decide", "choice"): ("hold", "pay another amount", "pay claimed", "pay delivered", "pay entitled"),
    ("letters.sign_for", "principal"): ("deputy-ombudsman", "head-of-casework", "ombudsman"),
    ("runs.approve", "total"): about(750_000 * POUNDS),
    ("submissions.review", "remedy"): about(500 * POUNDS),
    ("submissions.sign", "remedy"): about(500 * POUNDS, 1_000 * POUNDS),
    ("decisions.withdraw", "remedy"): about(1_000 * POUNDS),
    ("submissions.sign", "kind"): ("decision", "report"),
    ("cases.close", "outcome"): (None, "upheld", "resolved", "not in jurisdiction", "premature"),
    ("cases.close", "stage"): ("assessment", "investigation"),
    ("cases.close", "remedy"): (0, 100_000_000),
    **{("cases.close", fact): (None,) for fact in cases.NOT_SAID[1:]},
    **{("submissions.sign", fact): (None,) for fact in decisions.OF_THE_CASE},
    ("packages.take_in", "kind"): ("people", "packages", "calls", "openings"),
    ("evidence.take", "kind"): ("provider", "run", "case"),
    ("post.register", "channel"): ("email", "letter"),
    ("post.triage", "way"): ("direct", "allocate", "hold", "no-action", "duplicate"),
    ("clocks.extend", "added"): about(5),
    ("payment_requests.settle", "amount"): about(5_000 * POUNDS),
    ("compliance.ask_payment", "amount"): about(3_000 * POUNDS),
    ("cases.move", "step"): ("investigate", "decide", "close"),
    ("tolerance.look", "finding"): ("sound", "not sound"),
}
BY_FACT = {
    "months to review": about(12),
    "days it lasts": (1, 366),
    "days back-dated": about(MONTH, YEAR),
    "rises by percent": about(10),
    "events": (1, 5_000),
}
BY_KIND = {"yes/no": (False, True), "pence": (0, 100_000_000)}


def facts_of(power: str) -> list[dict[str, Any]]:
    """Every combination of the facts worth asking about."""
    names = [name for name, _ in POWERS[power].facts]
    worth_asking = [VALUES.get((power, name)) or BY_FACT.get(name) or BY_KIND[kind] for name, kind in POWERS[power].facts]
    return [dict(zip(names, chosen, strict=True)) for chosen in product(*worth_asking)]


def may(power: str, posts: tuple[str, ...], told: Mapping[str, Any]) -> bool:
    """Whether any of these posts may."""
    return any(post in TABLE[power] and TABLE[power][post](told) for post in posts)
