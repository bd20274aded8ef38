"""`duly instructions`: which stand, what is due for review, what in a letter is new, and writing down which lapsed."""

from typing import Annotated

import typer

from duly.cli import exits
from duly.cli.opening import Stop, open_office
from duly.cli.saying import Saying

app = typer.Typer(help="Standing instructions: which stand, and what in a letter under one is new.", no_args_is_help=True)

Json = Annotated[bool, typer.Option("--json", help="Data as JSON.")]


@app.command("list")
def listed(
    due: Annotated[
        bool, typer.Option("--due", help="Only those to be reviewed within four weeks, and those of which it was missed.")
    ] = False,
    as_json: Json = False,
) -> int:
    """List standing instructions, those to be reviewed first at the head."""
    with open_office():
        from duly.casework.instructions.queries import instructions

        found = [one for one in instructions() if one.review_due or not due]
    columns = ("ref", "person", "says", "about", "state", "review_by", "ends")
    rows = [(one.ref, one.name, one.says, one.scope, one.standing, one.review_on, one.expires_on) for one in found]
    Saying(as_json).rows("Standing instructions", columns, rows)
    return exits.DONE


@app.command()
def show(ref: Annotated[str, typer.Argument(help="The instruction, such as SI-26-00001.")], as_json: Json = False) -> int:
    """Say what an instruction says, under what authority, and whether it holds today."""
    with open_office():
        from django.core.exceptions import ObjectDoesNotExist

        from duly.casework.instructions.queries import instruction

        try:
            seen = instruction(ref)
        except ObjectDoesNotExist:
            raise Stop(exits.INVALID, f"There is no instruction {ref}.") from None
    told: dict[str, object] = {"ref": seen.ref, "person": seen.name, "says": seen.says, "about": seen.scope, "state": seen.standing}
    told |= {"holds today": "yes" if seen.holds_today else "no", "review by": seen.review_on, "ends": seen.expires_on}
    told |= {
        "authority": f"row {seen.rule} of {seen.scheme}" if seen.rule else "none yet",
        "reasons": seen.reasons,
        "read for": seen.must_read,
    }
    Saying(as_json).facts(told)
    return exits.DONE


@app.command()
def compare(ref: Annotated[str, typer.Argument(help="The item of post, such as P-26-00012.")], as_json: Json = False) -> int:
    """Say of each sentence of a letter what is new, and where the rest was said and answered. Nothing is kept."""
    with open_office():
        from django.core.exceptions import ObjectDoesNotExist

        from duly.casework.correspondence.queries import item
        from duly.casework.flow.reading import compared, standing_on

        try:
            standing = standing_on(item(ref))
        except ObjectDoesNotExist:
            raise Stop(exits.INVALID, f"There is no item {ref}.") from None
        found = compared(standing)
    saying = Saying(as_json)
    if standing.first:
        saying.talk(standing.first.because)
    rows = [
        (
            one.number,
            " ".join(one.words.split()),
            "; ".join(one.words[a - one.start : b - one.start] for a, b in one.new),
            f"{one.earlier} {one.earlier_paragraph}" if one.earlier else "",
            f"{one.answered} {one.answered_paragraph}" if one.answered else "",
        )
        for one in found.sentences
    ]
    saying.rows(f"{ref}, compared with {len(found.papers)} papers", ("sentence", "words", "new", "said_in", "answered_in"), rows)
    return exits.DONE


@app.command()
def lapse(as_json: Json = False) -> int:
    """Write down which instructions ran out or were not reviewed in time. They hold for nothing since, whether or not this is run."""
    with open_office():
        from duly.casework.flow.reading import lapse_instructions

        done = lapse_instructions()
    Saying(as_json).facts({"lapsed": list(done)})
    return exits.DONE
