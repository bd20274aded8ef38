"""`duly judge` and `duly explain`: what a week's claims are worth, and why."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from duly.cli import exits
from duly.cli.opening import Stop, acting, open_office
from duly.cli.saying import Saying
from duly.primitives.money import plain_pounds, pounds
from duly.primitives.period import read_week

if TYPE_CHECKING:
    from collections.abc import Callable

    from duly.payments.validation.explain import Trace
    from duly.payments.validation.facts import Judgement

As = Annotated[str, typer.Option("--as", help="Who is acting: the name they sign in with (or DULY_AS).")]
Json = Annotated[bool, typer.Option("--json", help="Data as JSON.")]


def judge(
    week: Annotated[list[str], typer.Option("--week", help="A week to judge, 2026-W45; may be given again.")] = [],  # noqa: B006  (typer reads it)
    inputs: Annotated[Path | None, typer.Option(help="Judge a frozen folder of inputs instead, with no database.")] = None,
    engine: Annotated[str, typer.Option(help="What judges the folder: duckdb, spark, or reference for the plain one.")] = "duckdb",
    master: Annotated[str, typer.Option(help="With --engine spark: the address of Spark's master; this machine alone unless said.")] = "",
    by_month: Annotated[
        bool,
        typer.Option("--by-month", help="Judge the folder some weeks at a time, in memory that does not grow with it; the same comes out."),
    ] = False,
    who: As = "",
    as_json: Json = False,
) -> int:
    """Judge a week's claims against what was agreed and delivered. Exit 3 when something is left for a person to decide."""
    say = Saying(as_json)
    if inputs is not None:
        return _judge_folder(inputs, engine, say, by_month=by_month, master=master)
    if not week:
        raise Stop(exits.USAGE, "Say which week: --week 2026-W45, or --inputs FOLDER.")
    mondays = [_week(name) for name in week]
    with open_office():
        from duly.payments.validation import actions, queries

        summary = actions.judge(mondays, by=acting(who))
        undecided = sum(len(queries.exceptions(monday, only_undecided=True)) for monday in mondays)
    say.facts(
        {
            "judgement": summary.ref,
            "visits judged": summary.visits,
            "lines": summary.line_weeks,
            "by decision": dict(summary.decisions),
            "exceptions by code": {str(code): n for code, n in summary.codes},
            "claimed": plain_pounds(summary.claimed_pence),
            "entitled": plain_pounds(summary.entitled_pence),
            "due": plain_pounds(summary.due_pence),
            "to decide": undecided,
        }
    )
    return exits.NEEDS_A_PERSON if undecided else exits.DONE


def explain(
    line: Annotated[str, typer.Argument(help="A package line, such as LN-000123.")],
    week: Annotated[str, typer.Option("--week", help="The week, 2026-W45.")],
    depth: Annotated[str, typer.Option(help="sentence, table or trace.")] = "table",
    since: Annotated[str, typer.Option(help="Why it is other than in an earlier judgement: its reference, or 'before'.")] = "",
    as_json: Json = False,
) -> int:
    """Why a line's week comes to what it does: in a sentence, as sums, or down to each visit and the rates passed over."""
    say = Saying(as_json)
    if since:
        return _explain_since(line, week, since, say)
    if depth not in ("sentence", "table", "trace"):
        raise Stop(exits.USAGE, f"{depth!r} is not a depth: sentence, table or trace.")
    monday = _week(week)
    with open_office():
        from duly.payments.validation import queries

        found = queries.assessed_of(line, monday)
        if found is None:
            raise Stop(exits.INVALID, f"{line} has no judged claim in {week}. Judge the week first: duly judge --week {week}.")
        explanation = queries.explanation(found)
    sums = [(pounds(s.pence), s.minutes or "", s.words) for s in (*explanation.table, *explanation.prices)] if depth != "sentence" else []
    parts = _trace(explanation.trace) if depth == "trace" else ()
    if as_json:
        told = [("sums", SUMS, sums)] * (depth != "sentence") + [(name, columns, rows) for name, _, columns, rows in parts]
        say.facts(
            {"sentence": explanation.sentence}
            | {name: [dict(zip(columns, row, strict=True)) for row in rows] for name, columns, rows in told}
            | ({"terms": _terms(explanation.trace)} if depth == "trace" else {})
        )
        return exits.DONE
    say.write(explanation.sentence)
    if depth != "sentence":
        say.rows("What was claimed, what came off it, and what it is made of", SUMS, sums)
    for name, title, columns, rows in parts:
        say.rows(title, columns, rows)
        if name == "visits" and explanation.trace.terms:
            say.write(f"Terms: {_terms(explanation.trace)}")
    return exits.DONE


def _explain_since(line: str, week: str, since: str, say: Saying) -> int:
    monday = _week(week)
    with open_office():
        from duly.payments.validation import queries

        found = queries.assessed_of(line, monday)
        if found is None:
            raise Stop(exits.INVALID, f"{line} has no judged claim in {week}. Judge the week first: duly judge --week {week}.")
        if since != "before" and since not in {j.ref for j in queries.judgements_of(monday)}:
            raise Stop(
                exits.INVALID, f"{since} is not a judgement of {week}. They are: {', '.join(j.ref for j in queries.judgements_of(monday))}."
            )
        try:
            seen = queries.changes_since(found, "" if since == "before" else since)
        except queries.NoEarlierJudgement as none:
            raise Stop(exits.INVALID, str(none)) from none
    rows = [
        (pounds(seen.before_pence), f"entitled by {seen.since_ref}", ""),
        *((pounds(change.pence), change.cause, "; ".join(change.told)) for change in seen.changes),
        (pounds(seen.entitled_pence), f"entitled by {seen.judgement_ref}", ""),
    ]
    if say.as_json:
        say.facts(
            {"since": seen.since_ref, "judgement": seen.judgement_ref, "changes": [dict(zip(CHANGES, row, strict=True)) for row in rows]}
        )
    else:
        say.rows(f"Why {line} in {week} comes to something else than in {seen.since_ref}", CHANGES, rows)
    return exits.DONE


CHANGES = ("£", "because of", "facts")
SUMS = ("£", "minutes", "what")
Rows = list[tuple[Any, ...]]


def _terms(trace: "Trace") -> str:
    terms = trace.terms
    return f"{terms.contract_ref} version {terms.version}, {terms.clause}" if terms else ""


def _trace(trace: "Trace") -> tuple[tuple[str, str, tuple[str, ...], Rows], ...]:
    """Each visit with the call it met, the rates passed over, and the rules tried: a name, a title, columns and rows."""
    visits: Rows = [
        (
            v.visit.visit_ref, v.visit.on, f"{v.visit.starts_minute // 60:02d}:{v.visit.starts_minute % 60:02d}", v.visit.minutes,
            v.call.call_ref if v.call else "none", v.result.standing if v.result else "", v.result.credited_minutes if v.result else "", v.result.payable_minutes if v.result else "",
        )
        for v in trace.visits
    ]  # fmt: skip
    return (
        ("visits", "Visits", ("visit", "on", "start", "minutes", "call", "standing", "credited", "payable"), visits),
        ("rates passed over", "Rates passed over", ("rate", "because"), [(r.rate.rate_ref, r.because) for r in trace.passed_over]),
        (
            "rules",
            "Rules tried",
            ("code", "title", "fired", "source"),
            [(r.code, r.title, "yes" if r.fired else "no", r.source) for r in trace.rules],
        ),
    )


def _judge_folder(folder: Path, engine: str, say: Saying, *, by_month: bool, master: str) -> int:
    from duly.payments.validation.carried.spark import HERE, SparkMissing, judge_on_spark
    from duly.payments.validation.digest import digest
    from duly.payments.validation.engine import judge_folder
    from duly.payments.validation.inputs import read_inputs
    from duly.payments.validation.judging import judge_frozen
    from duly.payments.validation.reference.judge import judge as plainly
    from duly.payments.validation.refusing import InputsRefused
    from duly.payments.validation.telling import tell_by_month

    def by_reference(minutes: Path) -> "Judgement":
        return plainly(read_inputs(minutes))

    def by_spark(minutes: Path) -> "Judgement":
        return judge_on_spark(minutes, master or HERE)

    engines: dict[str, Callable[[Path], Judgement]] = {
        "duckdb": judge_folder,
        "spark": by_spark,
        "reference": by_reference,
    }
    if engine not in engines:
        raise Stop(exits.USAGE, f"{engine!r} is not an engine: {', '.join(engines)}.")
    if by_month and engine != "duckdb":
        raise Stop(exits.USAGE, f"--by-month is for the engine duckdb; {engine} judges all the weeks at once.")
    if master and engine != "spark":
        raise Stop(exits.USAGE, f"--master is for the engine spark; {engine} runs here.")
    try:
        if by_month:
            told = tell_by_month(folder)
            say.facts({"visits": told.visits, "lines": told.line_weeks, "digest": told.digest})
            return exits.DONE
        judged = judge_frozen(folder, by_the_minute=engines[engine])
    except SparkMissing as missing:
        raise Stop(exits.INVALID, str(missing)) from missing
    except (InputsRefused, OSError, ValueError) as wrong:
        raise Stop(exits.INVALID, str(wrong)) from wrong
    say.facts({"visits": len(judged.visits), "lines": len(judged.line_weeks), "digest": digest(judged)})
    return exits.DONE


def _week(name: str) -> date:
    try:
        return read_week(name)
    except ValueError as wrong:
        raise Stop(exits.USAGE, str(wrong)) from wrong
