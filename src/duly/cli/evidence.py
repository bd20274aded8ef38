"""`duly record evidence`: a pack about one case, provider or run, for somebody outside to check without us."""

from pathlib import Path
from typing import Annotated

import typer

from duly.cli import exits
from duly.cli.opening import Stop, acting, open_office
from duly.cli.saying import Saying
from duly.cli.verifying import checkpoint_in

KINDS = ("case", "provider", "run")


def evidence(
    kind: Annotated[str, typer.Argument(help="case, provider or run.")],
    ref: Annotated[str, typer.Argument(help="Its reference.")],
    out: Annotated[Path, typer.Option(help="The file to write, a .zip; it must not be there yet.")],
    checkpoint: Annotated[
        Path | None, typer.Option(help="A file with the checkpoint its reader keeps, to which the pack is then joined.")
    ] = None,
    username: Annotated[str, typer.Option("--as", help="Who takes it, by the name they sign in with.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Data as JSON.")] = False,
) -> int:
    """Write an evidence pack: the entries about one thing, with the proof that each is in the record. That it was taken is recorded."""
    say = Saying(as_json)
    if kind not in KINDS:
        raise Stop(exits.USAGE, f"A pack is about a {', a '.join(KINDS[:-1])} or a {KINDS[-1]}, not a {kind}.")
    if out.exists():
        raise Stop(exits.CONFLICT, f"{out} is there already.")
    kept = checkpoint_in(checkpoint) if checkpoint else None
    with open_office():
        from django.core.exceptions import ObjectDoesNotExist

        from duly.office.evidence import take

        try:
            made = take(kind, ref, by=acting(username), kept=kept)
        except ObjectDoesNotExist as missing:
            raise Stop(exits.INVALID, str(missing)) from None
        except (ValueError, KeyError) as wrong:
            raise Stop(exits.INVALID, f"The checkpoint could not be used: {wrong}") from None
    try:
        with out.open("xb") as file:
            out.chmod(0o600)
            file.write(made.content)
    except OSError as wrong:
        raise Stop(exits.CONFLICT, f"{out} could not be written: {wrong.strerror}.") from None
    say.facts(
        {
            "events": made.events,
            "without private words": made.withheld,
            "papers that stay in the office": made.kept_in,
            "not yet sealed": made.waiting,
            "witnesses": made.cosigned_by,
            "sha256": made.sha256,
        }
    )
    return exits.DONE
