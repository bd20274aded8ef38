"""`duly reviews`: what is looked at again and in which order it presses, who is independent, decisions by outcome as known then and now, referrals."""

import json
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from duly.cli import exits
from duly.cli.opening import Stop, acting, open_office
from duly.cli.saying import Saying

app = typer.Typer(help="Reviews: decisions looked at again, and what was referred.", no_args_is_help=True)

As = Annotated[str, typer.Option("--as", help="Who is acting: the name they sign in with (or DULY_AS).")]
Json = Annotated[bool, typer.Option("--json", help="Data as JSON.")]


@app.command("list")
def listed(case: Annotated[str, typer.Option(help="Of one case; of all where left out.")] = "", as_json: Json = False) -> int:
    """List reviews, the first to be answered first."""
    with open_office():
        from duly.casework.reviews.queries import reviews
        from duly.casework.screens.reviews.lists import review_rows
        from duly.core.people.queries import names
        from duly.core.record.clock import today

        found = sorted(review_rows(reviews(case_ref=case), names(), on=today()), key=lambda one: one.answer_by or date.max)
    rows = [(r.ref, r.decision, r.state, r.in_time, r.reviewer, r.answer_by or "", r.outcome, r.to_tell) for r in found]
    Saying(as_json).rows("Reviews", ("ref", "decision", "state", "asked", "reviewer", "answer by", "review", "to tell"), rows)
    return exits.DONE


@app.command()
def independent(decision: Annotated[str, typer.Argument(help="The decision, such as DN-26-00001.")], as_json: Json = False) -> int:
    """Say who may look at a decision again, and of everybody else why not."""
    with open_office():
        from duly.casework.decisions import queries as decisions
        from duly.casework.reviews.queries import independence
        from duly.core.people.queries import everyone_in_post
        from duly.core.record.clock import today

        if not decisions.exists(decision):
            raise Stop(exits.INVALID, f"There is no decision {decision}.")
        seen = decisions.decision(decision)
        people = {one.officer_ref: f"{one.officer_name}, {one.title}" for one in everyone_in_post(on=today()) if one.wing == "casework"}
        told = [(who, refusal.because if (refusal := independence(seen, ref)) else "may") for ref, who in sorted(people.items())]
    Saying(as_json).rows(f"Who may look at {decision} again", ("who", "because"), told)
    return exits.DONE


@app.command()
def figures(
    starts: Annotated[str, typer.Option("--from", help="The first day, 2026-04-01.")],
    ends: Annotated[str, typer.Option("--to", help="The day after the last, 2027-04-01.")],
    known: Annotated[str, typer.Option(help="As known at the end of this day; today where left out.")] = "",
    as_json: Json = False,
) -> int:
    """Count decisions of a period by outcome: as was known on a day, and as is known today."""
    with open_office():
        from duly.casework.decisions.queries import made
        from duly.casework.decisions.rules import figures as count
        from duly.core.record.clock import today

        first, last, then = _day(starts), _day(ends), _day(known) if known else today()
        if last <= first or then > today():
            raise Stop(exits.USAGE, "A period ends after it begins, and nothing is known tomorrow.")
        lines, restated = count(made(starts=first, ends=last), starts=first, ends=last, known=then, now=today())
    Saying(as_json).rows(
        "Decisions by outcome", ("outcome", "then", "now", "difference"), [(x.words, x.then, x.now, x.change) for x in lines]
    )
    if restated and not as_json:
        rows = [(one.ref, one.was, one.now, one.because) for one in restated]
        Saying(as_json).rows("What differs", ("decision", "then", "now", "because"), rows)
    return exits.DONE


@app.command()
def referrals(as_json: Json = False) -> int:
    """List referrals, the first due first: never what is asked."""
    with open_office():
        from duly.casework.reviews.queries import referrals as every
        from duly.primitives.actor import SYSTEM

        found = [(r.ref, r.case_ref, r.kind, r.to_whom, r.privileged, r.state, r.due_on, r.hold_ref) for r in every(reader=SYSTEM)]
    Saying(as_json).rows("Referrals", ("ref", "case", "what", "asked of", "privileged", "state", "due", "hold"), found)
    return exits.DONE


@app.command()
def rules(
    file: Annotated[Path | None, typer.Argument(help="Rules to adopt, as JSON; those in force are printed where left out.")] = None,
    because: Annotated[str, typer.Option(help="Why they are adopted.")] = "",
    who: As = "",
) -> int:
    """Print the rules of reviews that are in force, or adopt others from today."""
    with open_office():
        from duly.casework.reviews.actions import adopt_rules
        from duly.casework.reviews.queries import rules_in_force
        from duly.core.record.clock import today

        if file is None:
            seen = rules_in_force(on=today())
            typer.echo(json.dumps(seen.as_data(), ensure_ascii=False, indent=1))
            return exits.DONE
        try:
            data = json.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise Stop(exits.INVALID, f"{file} cannot be read as JSON: {error}.") from None
        number = adopt_rules(data, starts=today(), because=because, by=acting(who))
    Saying(False).facts({"adopted": number})
    return exits.DONE


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Stop(exits.USAGE, f"{text!r} is not a day such as 2026-11-09.") from None
