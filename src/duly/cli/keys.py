"""`duly keys`: the keys under which account details are sealed."""

from typing import TYPE_CHECKING, Annotated

import typer

from duly.cli import exits
from duly.cli.opening import acting, open_office
from duly.cli.saying import Saying

if TYPE_CHECKING:
    from duly.core.vault.queries import Verdict

app = typer.Typer(help="The keys that seal account details: rotate them, and see that everything opens.", no_args_is_help=True)

Json = Annotated[bool, typer.Option("--json", help="Data as JSON.")]
Quiet = Annotated[bool, typer.Option("--quiet", help="No talk, only data.")]
As = Annotated[str, typer.Option("--as", help="Who rotates, by the name they sign in with. Without it the record says: the system.")]
Verify = Annotated[bool, typer.Option("--verify", help="Open every sealed value afterwards.")]


@app.command()
def rotate(verify: Verify = False, by: As = "", as_json: Json = False, quiet: Quiet = False) -> int:
    """Wrap every data key again under a new key, and retire the old one. Interrupted, it is finished by asking again."""
    say = Saying(as_json, quiet)
    with open_office():
        from duly.core.vault.actions import rotate as wrap_again
        from duly.primitives.actor import SYSTEM

        actor = acting(by) if by else SYSTEM
        with say.progress() as bar:
            task = bar.add_task("Data keys", total=None)
            done = wrap_again(by=actor, step=lambda _name, many: bar.update(task, completed=many))
        told = {"key": done.current, "retired": ", ".join(done.retired) or "none", "wrapped again": done.wrapped_again}
        found = _opened(say) if verify else None
        say.facts(told | (_as_facts(found) if found else {}))
        if done.resumed:
            say.talk("An earlier rotation had been interrupted; it is finished now. To begin another, ask again.")
        say.talk(
            "Keep a copy of the folder of keys apart from the database's backups. A retired key is needed by backups made before today."
        )
        return _judged(found, say) if found else exits.DONE


@app.command()
def verify(as_json: Json = False, quiet: Quiet = False) -> int:
    """Open every sealed value, and hold it against its row. Exit 5 if one does not open or is not what its row says."""
    say = Saying(as_json, quiet)
    with open_office():
        found = _opened(say)
        say.facts(_as_facts(found))
        return _judged(found, say)


def _opened(say: Saying) -> "Verdict":
    from duly.core.vault.queries import verify as open_all

    with say.progress() as bar:
        task = bar.add_task("Sealed rows", total=None)
        return open_all(progress=lambda done: bar.update(task, completed=done))


def _as_facts(found: "Verdict") -> dict[str, object]:
    under = ", ".join(f"{name} {many:,}" for name, many in found.under.items()) or "none"
    return {"sealed rows": found.rows, "values opened": found.values, "data keys under": under, "faults": found.fault_count}


def _judged(found: "Verdict", say: Saying) -> int:
    for fault in found.faults:
        say.wrong(f"! {fault}")
    if found.sound:
        say.talk(f"✓ {found.values:,} sealed values opened, each in its own place.")
        return exits.DONE
    return exits.NOT_VERIFIED
