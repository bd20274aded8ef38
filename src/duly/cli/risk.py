"""`duly risk`: the register, assessing a case, a month's agenda, what the night looks over; who above is brought in, and commissioned work."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any

import typer

from duly.cli import exits
from duly.cli.opening import Stop, acting, open_office
from duly.cli.saying import Saying

app = typer.Typer(help="Risk: the register, assessments, and the month's agenda.", no_args_is_help=True)

As = Annotated[str, typer.Option("--as", help="Who is acting: the name they sign in with (or DULY_AS).")]
Json = Annotated[bool, typer.Option("--json", help="Data as JSON.")]


@app.command("list")
def listed(
    due: Annotated[bool, typer.Option("--due", help="Only cases without a current assessment.")] = False, as_json: Json = False
) -> int:
    """List cases whose risk was assessed or must be, the highest first."""
    with open_office():
        from duly.casework.risk.queries import CURRENT, register

        found = [one for one in register() if one.standing != CURRENT or not due]
    columns = ("case", "about", "level", "points", "assessment", "why", "look_by")
    rows = [
        (
            one.case.ref,
            one.case.title,
            one.assessment.level if one.assessment else "not assessed",
            one.assessment.score if one.assessment else "",
            one.standing,
            "; ".join(due.says for due in one.dues),
            one.by_day or "",
        )
        for one in found
    ]
    Saying(as_json).rows("Register of risk", columns, rows)
    return exits.DONE


@app.command()
def show(ref: Annotated[str, typer.Argument(help="The case, such as PSO-26-00001.")], as_json: Json = False) -> int:
    """Say how a case stands, by which rule, and what made it due."""
    with open_office():
        from duly.casework.cases.queries import exists
        from duly.casework.risk.queries import dues, since_before, standing

        if not exists(ref):
            raise Stop(exits.INVALID, f"There is no case {ref}.")
        seen, due, changed = standing(ref), dues(ref), since_before(ref)
    told: dict[str, object] = {"case": ref, "level": seen.level if seen else "not assessed"}
    if seen:
        told |= {"points": {one.word: one.points for one in seen.scores}, "because": " ".join(seen.working.because)}
        told |= {"done about it": seen.mitigation, "owner": seen.owner, "review by": seen.review_on}
        told |= {"changed": [f"{one.what}: {one.was} to {one.now}" for one in changed]}
    Saying(as_json).facts(told | {"due": [one.says for one in due]})
    return exits.DONE


@app.command()
def assess(
    ref: Annotated[str, typer.Argument(help="The case, such as PSO-26-00001.")],
    score: Annotated[
        list[str] | None, typer.Option("--score", help="A dimension, its points and what they rest on: safety=2:She wrote that she fell.")
    ] = None,
    file: Annotated[
        Path | None, typer.Option("--file", help="The same as JSON: points, evidence, papers, owner, mitigation, review_on.")
    ] = None,
    mitigation: Annotated[str, typer.Option("--mitigation", help="What is done about it.")] = "",
    owner: Annotated[str, typer.Option("--owner", help="Who owns the risk, such as O-0003; whoever acts where left out.")] = "",
    review: Annotated[str, typer.Option("--review", help="The day it is looked at again; in four weeks where left out.")] = "",
    who: As = "",
    as_json: Json = False,
) -> int:
    """Assess a case. Dimensions that are not named have no points."""
    with open_office():
        from duly.casework.risk.actions import assess as act
        from duly.casework.risk.queries import rules_in_force
        from duly.core.record.clock import today

        by = acting(who)
        said = _read(file) if file else _scores(score or [])
        told: dict[str, Any] = {
            "owner": owner or by.ref,
            "mitigation": mitigation,
            "review_on": review or str(today() + timedelta(days=28)),
        }
        told |= said
        told["points"] = dict.fromkeys(rules_in_force(on=today()).scale.codes, 0) | told["points"]
        try:
            told["review_on"] = date.fromisoformat(str(told["review_on"]))
        except ValueError:
            raise Stop(exits.INVALID, f"{told['review_on']} is no day: write one such as 2026-12-01.") from None
        done = act(ref, **told, by=by)
    Saying(as_json).facts(
        {"case": ref, "number": done.number, "level": done.level, "points": done.score, "because": done.working.because[0]}
    )
    return exits.DONE


@app.command()
def agenda(
    month: Annotated[str, typer.Argument(help="The month, such as 2026-12; the next one where left out.")] = "", as_json: Json = False
) -> int:
    """List what a month's meeting should have before it, and why."""
    with open_office():
        from duly.casework.risk.queries import for_agenda
        from duly.core.record.clock import today

        try:
            starts = date.fromisoformat(f"{month}-01") if month else (today().replace(day=1) + timedelta(days=32)).replace(day=1)
        except ValueError:
            raise Stop(exits.INVALID, f"{month} is no month: write one such as 2026-12.") from None
        found = for_agenda(starts)
    rows = [
        (one.case.ref, one.case.title, one.assessment.level if one.assessment else "not assessed", one.standing, " ".join(one.why))
        for one in found
    ]
    Saying(as_json).rows(f"Agenda of {starts:%B %Y}", ("case", "about", "level", "assessment", "why"), rows)
    return exits.DONE


@app.command()
def due(as_json: Json = False) -> int:
    """Make due what silence, a missed review or a flag calls for, and tell a post above of what is late. The worker does so every night."""
    with open_office():
        from duly.casework.flow.involving import tell_of_the_late
        from duly.casework.flow.risking import look_over_risk

        made = look_over_risk()
        tell_of_the_late()
    Saying(as_json).rows("Due again", ("case", "why", "by", "told"), [(one.case_ref, one.says, one.by_day, one.told_post) for one in made])
    return exits.DONE


@app.command()
def involved(
    waiting: Annotated[bool, typer.Option("--waiting", help="Only what still waits for an answer.")] = False, as_json: Json = False
) -> int:
    """List who above was brought into which case, the newest first."""
    with open_office():
        from duly.casework.risk.queries import involvements

        found = involvements(waiting=waiting)
    rows = [(one.ref, one.case_ref, one.rung, one.asked_of, one.asked_by, one.by_day, one.standing) for one in found]
    Saying(as_json).rows("Who was brought in", ("ref", "case", "rung", "of", "by", "answer_by", "standing"), rows)
    return exits.DONE


@app.command()
def ask(
    ref: Annotated[str, typer.Argument(help="The case, such as PSO-2026-00001.")],
    rung: Annotated[str, typer.Option("--rung", help="inform, brief, seek view, seek decision or take over.")],
    of: Annotated[str, typer.Option("--of", help="Whom: the name they sign in with.")],
    words: Annotated[str, typer.Option("--words", help="What they are to know or to answer.")],
    by_day: Annotated[str, typer.Option("--by", help="The day to answer by, such as 2026-12-01; in a week where left out.")] = "",
    who: As = "",
    as_json: Json = False,
) -> int:
    """Bring somebody who holds a higher post into a case."""
    with open_office():
        from duly.casework.flow.involving import bring_in
        from duly.core.record.clock import today

        by, asked_of = acting(who), acting(of)
        try:
            day = date.fromisoformat(by_day) if by_day else today() + timedelta(days=7)
        except ValueError:
            raise Stop(exits.INVALID, f"{by_day} is no day: write one such as 2026-12-01.") from None
        done = bring_in(ref, rung=rung, asked_of=asked_of.ref, asks=words, by_day=day, by=by)
    Saying(as_json).facts({"ref": done.ref, "acknowledge by": done.acknowledge_by, "answer by": done.by_day})
    return exits.DONE


@app.command()
def answer(
    ref: Annotated[str, typer.Argument(help="What was asked, such as IV-26-00001.")],
    words: Annotated[str, typer.Option("--words", help="The answer; to acknowledge only, leave it out.")] = "",
    take_over: Annotated[bool, typer.Option("--take-over", help="Take the case over.")] = False,
    who: As = "",
    as_json: Json = False,
) -> int:
    """Acknowledge what one is asked about a case, answer it, or take the case over."""
    with open_office():
        from django.core.exceptions import ObjectDoesNotExist

        from duly.casework.flow.involving import take_over_case
        from duly.casework.risk import actions

        by = acting(who)
        try:
            if take_over:
                done = take_over_case(ref, words=words, by=by)
            else:
                done = actions.answer(ref, words=words, by=by) if words else actions.acknowledge(ref, by=by)
        except ObjectDoesNotExist:
            raise Stop(exits.INVALID, f"There is no {ref}.") from None
    Saying(as_json).facts({"ref": done.ref, "case": done.case_ref, "standing": done.standing})
    return exits.DONE


@app.command()
def work(waiting: Annotated[bool, typer.Option("--open", help="Only what is not done.")] = False, as_json: Json = False) -> int:
    """List commissioned pieces of work, the first due first."""
    with open_office():
        from duly.casework.risk.queries import commissioned_all

        found = commissioned_all(waiting=waiting)
    rows = [(one.ref, one.case_ref, one.terms, one.owner, one.due_on, one.standing) for one in found]
    Saying(as_json).rows("Commissioned work", ("ref", "case", "terms", "owner", "due", "standing"), rows)
    return exits.DONE


def _scores(given: list[str]) -> dict[str, Any]:
    points: dict[str, int] = {}
    evidence: dict[str, str] = {}
    for one in given:
        code, _, rest = one.partition("=")
        number, _, words = rest.partition(":")
        if not number.strip().isdigit():
            raise Stop(exits.INVALID, f"{one} says no points: write a dimension, 0 to 3 and the words, such as safety=2:She fell.")
        points[code.strip()], evidence[code.strip()] = int(number), words.strip()
    return {"points": points, "evidence": evidence, "papers": {}}


def _read(file: Path) -> dict[str, Any]:
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Stop(exits.INVALID, f"{file} could not be read as JSON: {error}") from None
    known = {"points": dict, "evidence": dict, "papers": dict, "owner": str, "mitigation": str, "review_on": str}
    wrong = [key for key in told if not isinstance(told[key], known.get(key, ()))] if isinstance(told, dict) else ["it"]
    wrong += [f"points of {one}" for one, n in told.get("points", {}).items() if not isinstance(n, int)] if not wrong else []
    if wrong:
        raise Stop(exits.INVALID, f"{file}: {wrong[0]} is not what is expected. Give {', '.join(known)}, points as whole numbers.")
    return {"points": {}, "evidence": {}, "papers": {}} | told
