"""What the invented council comes to: how wide it is, what was planted and what was found, code by code, and the three totals that must be one."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from duly.core.intake import queries as intake
from duly.office.practice.invented import SIZES, Council, Planted, Size, invented
from duly.office.practice.invented.kinds_of_tolerance import LET, TOLERANCE
from duly.office.practice.letterbox.planted import NOT_AS_PLANTED as NOT_AS_PLANTED
from duly.payments.banking import queries as banking
from duly.payments.contracts import queries as contracts
from duly.payments.evidence import queries as evidence
from duly.payments.ledger import queries as ledger
from duly.payments.ledger.rules import BANK
from duly.payments.packages import queries as packages
from duly.payments.providers import queries as known
from duly.payments.rates import queries as rates
from duly.payments.rates.states import BatchState
from duly.payments.runs import queries as runs
from duly.payments.validation import queries as judged
from duly.primitives.money import plain_pounds
from duly.primitives.period import week_name

First = Mapping[date, judged.JudgementSummary]


def figures() -> dict[str, Any]:
    """The figures of the practice copy's council; nothing where none was played."""
    size = _size_here()
    if size is None:
        return {}
    council = invented(size)
    first = {week: judged.summary(f"JG-{week_name(week)}-1") for week in (*council.weeks, *council.ahead)}
    wrong = [sentence for week, summary in first.items() for sentence in wrong_in(council, week, summary)]
    lines = [line for week in first for line in judged.due_lines(week)]
    lettings = _lettings(council)
    wrong += [f"{week_name(p.week)}: {p.kind}, {let} pence let through" for p, let in lettings if (let > 0) != p.kind.startswith(LET)]
    kinds = {planted.kind for planted in council.planted}
    return (
        {
            "weeks": f"{week_name(council.weeks[0])} to {week_name(council.weeks[-1])}",
            "providers": len(known.provider_names()),
            "care homes": len(council.homes),
            "people": len(packages.people_known()),
            "package lines": len(packages.line_refs()),
            "contracts": len(contracts.providers_of_contracts()),
            "rates": rates.how_many(),
            "rate book": f"{sum(map(len, council.book)):,} rates in {len(council.book)} yearly versions",
            "visits judged": sum(week.visits for week in first.values()),
            "nights claimed": sum(claim.nights for claim in council.claims),
            "returns of homes": len(evidence.returns_known({home.ref for home in council.homes})),
            "lines claimed": sum(week.line_weeks for week in first.values()),
            "clean": sum(dict(week.decisions).get("CLEAN", 0) for week in first.values()),
            "exceptions by code": {"101": sent_twice()} | {str(code): count for code, count in sorted(_found(first).items())},
            "planted by code": {str(code): count for code, count in council.planted_codes().items()},
            "refused at the door": _refused_at_the_door(),
            "planted": f"{len(council.planted):,} line-weeks of {len(kinds)} kinds: {_in_a_word(wrong)}",
        }
        | ({NOT_AS_PLANTED: wrong} if wrong else {})
        | {
            "let through": {"line-weeks": sum(let > 0 for _, let in lettings), "pounds": plain_pounds(sum(let for _, let in lettings))},
            "claimed": plain_pounds(sum(week.claimed_pence for week in first.values())),
            "payable": plain_pounds(sum(line.entitled_pence for line in lines)),
            "left to decide": len(judged.exceptions(council.weeks[-1], only_undecided=True)),
        }
        | _totals()
    )


def _size_here() -> Size | None:
    """The size of the council that was played here, told by its providers; None when none was."""
    here = len(known.provider_names())
    return next((size for size in SIZES.values() if size.providers == here), None)


def _found(first: First) -> Counter[int]:
    return Counter({code: sum(dict(week.codes).get(code, 0) for week in first.values()) for code in _codes(first)})


def _codes(first: First) -> set[int]:
    return {code for week in first.values() for code, _ in week.codes}


def wrong_in(council: Council, week: date, summary: judged.JudgementSummary) -> list[str]:
    """Where a week's first judgement is not what was planted in it: by code and decision, and by line while no later judgement stands."""
    name, planted = week_name(week), [p for p in council.planted if p.week == week]
    decisions = Counter(p.decision for p in planted if p.decision)
    decisions["CLEAN"] += sum(key[0] == week for key in council.clean)
    wrong = _differences(f"{name}: code", council.planted_codes([week]), dict(summary.codes))
    wrong += _differences(f"{name}:", +decisions, dict(summary.decisions))
    if judged.current_judgement_ref(week) != summary.ref:
        return wrong
    wanted = {(p.provider_ref, p.person_ref, p.service): (p.codes, p.decision, p.kind) for p in planted if p.codes}
    found = {(x.provider_ref, x.person_ref, x.service): (x.codes, x.decision) for x in judged.exceptions(week)}
    for key in sorted(wanted.keys() | found.keys()):
        codes, decision, kind = wanted.get(key, ((), "", "nothing"))
        if found.get(key, ((), "")) != (codes, decision):
            told = " ".join(map(str, found.get(key, ((), ""))[0])) or "nothing"
            wrong.append(f"{name}, {' '.join(key)}: planted {kind}, found {told}")
    return wrong


def _differences(what: str, planted: Mapping[Any, int], found: Mapping[Any, int]) -> list[str]:
    keys = sorted(planted.keys() | found.keys())
    return [f"{what} {k}, planted {planted.get(k, 0)}, found {found.get(k, 0)}" for k in keys if planted.get(k, 0) != found.get(k, 0)]


def _in_a_word(wrong: list[str]) -> str:
    return f"NOT as found in {len(wrong)} places" if wrong else "all found, and nothing else"


def sent_twice() -> int:
    """Files refused because they had been taken in before."""
    return sum(1 for one in intake.imports(accepted=False, limit=10_000) if one.refusal is not None and one.refusal.code == "101")


def _refused_at_the_door() -> dict[str, str]:
    """Files sent twice, and rates of which two would answer for one call: neither comes in, so neither is ever judged."""
    files = len(intake.imports(kind="rates", accepted=False, limit=10_000))
    withdrawn = sum(batch.state == BatchState.WITHDRAWN for batch in rates.batches())
    return {"101": f"{sent_twice()} files", "302": f"{files} file, {withdrawn} batch"}


def _lettings(council: Council) -> list[tuple[Planted, int]]:
    """What was planted about tolerance, and the pence let through of each as it stands."""
    lines = {(line.provider_ref, line.person_ref, line.service): line.line_ref for line in council.lines}
    found = []
    for planted in council.planted:
        if planted.kind.startswith(TOLERANCE):
            assessed = judged.assessed_of(lines[planted.provider_ref, planted.person_ref, planted.service], planted.week)
            found.append((planted, judged.assessed_line(assessed)[0].let_pence if assessed else 0))
    return found


def _totals() -> dict[str, Any]:
    """What the bank files, the runs and the journals come to: read from three places."""
    files = banking.files()
    journals = [ledger.journal(f"issue:file:{file.serial}") for file in files]
    return {
        "paid by week": {week_name(run.week): plain_pounds(run.total_pence) for run in reversed(runs.runs()) if run.total_pence},
        "payments": sum(len(runs.payments(file.run_ref)) for file in files),
        "files handed over": sum(file.handed_over > 0 for file in files),
        "file total": plain_pounds(sum(file.total_pence for file in files)),
        "run total": plain_pounds(sum(runs.run(file.run_ref).total_pence or 0 for file in files)),
        "journal total": plain_pounds(sum(abs(journal.moved(BANK)) for journal in journals if journal)),
    }
