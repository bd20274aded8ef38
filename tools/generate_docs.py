#!/usr/bin/env python3
"""Writes docs/generated from the code: rooms, lifecycles, powers, events, codes, duties. With --check, writes nothing and fails when one is stale.

Only what is pure is imported, so neither Django nor a database is needed.
"""

import ast
import configparser
import re
import sys
from dataclasses import fields
from importlib import import_module
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src"
WRITTEN = ROOT / "docs" / "generated"
sys.path.insert(0, str(SOURCE))

from duly.primitives.event import Event
from duly.primitives.money import sterling
from duly.primitives.power import Power
from duly.primitives.steps import Steps

ABOVE_ROOMS = ("flow", "screens", "examples", "example_scheme")
NOTE = "<!-- Written from the code by `make docs`; do not edit. -->"


def modules(name: str) -> list[ModuleType]:
    """Every module of the house with this file name, in the order of their paths."""
    paths = sorted(path for path in (SOURCE / "duly").rglob(f"{name}.py") if "tests" not in path.parts)
    return [import_module(".".join(path.relative_to(SOURCE).with_suffix("").parts)) for path in paths]


def room_of(module: ModuleType) -> str:
    """The room's name as people say it: "payments / runs"."""
    return " / ".join(module.__name__.split(".")[1:-1])


def declared(module: ModuleType, kind: type) -> dict[str, object]:
    """What a module itself declares of one kind, by name, in the order written."""
    return {name: thing for name, thing in vars(module).items() if isinstance(thing, kind)}


def rooms() -> str:
    """Every room in its corridor's order, with what it is for, or that it is not built yet."""
    kept = configparser.ConfigParser()
    kept.read(ROOT / ".importlinter", encoding="utf-8")
    parts = ["# Rooms", NOTE, "In the order of each corridor: a room may look at those above it in the list, never below."]
    for wing in ("core", "casework", "payments"):
        section = f"importlinter:contract:corridor-of-{wing}"
        lines = kept[section]["layers"].strip().splitlines() if section in kept else []
        names = [
            name
            for line in reversed(lines)
            for name in re.findall(r"\w+", line)
            if name not in ("flow", "screens") and not name.startswith("example_")
        ]
        rows = [f"| `{name}` | {_purpose(SOURCE / 'duly' / wing / name)} |" for name in names]
        if rows:
            parts.append("\n".join([f"## {wing}", "", "| room | is for |", "|---|---|", *rows]))
    return _page(parts, "")


def _purpose(folder: Path) -> str:
    opening = folder / "__init__.py"
    if not opening.is_file():
        return "*has its place; not built yet*"
    return (ast.get_docstring(ast.parse(opening.read_text(encoding="utf-8"))) or "").split("\n\n")[0].replace("\n", " ")


def lifecycles() -> str:
    """The state diagram of every lifecycle."""
    parts = ["# Lifecycles", NOTE]
    for module in modules("states"):
        for name, steps in declared(module, Steps).items():
            title = room_of(module) if name == "STEPS" else f"{room_of(module)}: {name.lower().replace('_', ' ')}"
            parts.append(f"## {title}\n\n```mermaid\n{steps.drawing()}\n```")
            parts += [f"*{stem} …*: from {_either(whence)}, to {_either(whither)}." for stem, whence, whither in steps.from_any_to_any()]
    return _page(parts, "No room has a lifecycle yet.")


def _either(states: tuple[str, ...]) -> str:
    return f"{', '.join(states[:-1])} or {states[-1]}"


def powers() -> str:
    """Every power a scheme can speak of, with the facts its rules may look at."""
    found = {p.code: (p, room_of(m)) for m in modules("powers") for p in declared(m, Power).values()}
    rows = [
        f"| `{code}` | may {power.question} | {', '.join(f'{name} ({kind})' for name, kind in power.facts) or 'none'} | {room} |"
        for code, (power, room) in sorted(found.items())
    ]
    table = "\n".join(["| power | whoever holds it | facts a rule may look at | asked by |", "|---|---|---|---|", *rows])
    return _page(["# Powers", NOTE, *([table] if rows else [])], "No room asks for a power yet.")


def events() -> str:
    """Every sentence the record can hold, by room, with what can be forgotten of it."""
    parts = ["# Events", NOTE, "Words marked ✂ are kept apart from the sealed entry, and can be erased."]
    for module in modules("events"):
        own = [e for e in vars(module).values() if isinstance(e, type) and issubclass(e, Event) and e.__module__ == module.__name__]
        rows = [f"| `{e.code}` | {e.says} | {', '.join(map(_field, fields(e)))} |" for e in own]
        if rows:
            parts.append("\n".join([f"## {room_of(module)}", "", "| event | sentence | fields |", "|---|---|---|", *rows]))
    return _page(parts, "No room writes events yet.")


def codes() -> str:
    """The catalogue: every code in the order a provider reads them."""
    if not (SOURCE / "duly/payments/validation/ruleset.py").is_file():
        return _page(["# Codes", NOTE], "The rules in words are in [the specification](../specification/validation.md).")
    rules = import_module("duly.payments.validation.ruleset").RULES
    listed = ["| code | name | | what it does |", "|---|---|---|---|"]
    listed += [f"| [{r.code}](#{r.code}-{r.name.lower()}) | {r.title} | {r.severity} | {_does(r)} |" for r in rules]
    says = "What judging can find, in the words it is said in. The law is [the specification](../specification/validation.md)."
    return _page(["# Codes", NOTE, says, "\n".join(listed), *(_rule(rule) for rule in rules)], "There are no rules yet.")


def _does(rule: object) -> str:
    if rule.acts == "at intake":
        return "blocks: the file is refused whole at the intake"
    if rule.acts == "sets aside":
        return "trims: nothing of the claim is payable, and the provider is told"
    if rule.over_limit:
        return "trims, and tells the provider; above the contract's trim limit, holds for a person"
    return {
        "B": "blocks: nothing is paid until it is mended",
        "H": "holds for a person",
        "T": "trims, and tells the provider",
        "W": "is watched, and holds nothing",
        "I": "is told, and holds nothing",
    }[rule.severity]


def _rule(rule: object) -> str:
    said = [
        f"## {rule.code} {rule.name}",
        f"**{rule.title}.** {rule.severity}: {_does(rule)}. Clears by itself: {rule.clears or 'never'}. {rule.source}",
        f"To the officer: {rule.says_officer}",
        f"To the provider: {rule.says_provider}",
        f"- Caught: {rule.caught.because}{_comes_out(rule.caught)}\n- Passed: {rule.passed.because}{_comes_out(rule.passed)}",
    ]
    return "\n\n".join(said)


def _comes_out(example: object) -> str:
    """What an example comes to, where it has inputs."""
    if example.inputs is None:
        return ""
    claimed = sum(claim.pence for claim in example.inputs.claims)
    found = ", ".join(map(str, example.codes)) or "no code"
    return f" *{found}: {example.decision}, {sterling(example.entitled_pence)} of {sterling(claimed)}.*"


def _field(field: object) -> str:
    return f"{field.name} ✂" if field.metadata.get("private") else field.name


def _page(parts: list[str], otherwise: str) -> str:
    return "\n\n".join(parts if len(parts) > 2 else [*parts, otherwise]) + "\n"


def duties() -> str:
    """Every page of casework that writes, with its command and its operation, or why no program does it."""
    known = {name: address for path in sorted((SOURCE / "duly/api").rglob("*.py")) for name, address in _offered(path)}
    says = "Each page of casework that changes something, with the operation of the API that does the same, and the command. `duly do NAME --help` says what one takes."
    rows = ["| page | operation | command |", "|---|---|---|"]
    for one in import_module("duly.api.duties").DUTIES:
        told = "<br>".join(f"`{name}` {known[name]}" for name in one.operations) or one.why
        commands = [*(f"`duly do {name.replace('_', '-')}`" for name in one.operations), *([f"`{one.command}`"] if one.command else [])]
        rows.append(f"| {one.page.replace('<', '&lt;')} | {told} | {'<br>'.join(commands) or 'none'} |")
    return _page(["# Duties", NOTE, says, "\n".join(rows)], "Nothing is offered yet.")


def _offered(path: Path) -> list[tuple[str, str]]:
    """The operations that a file offers, by name, with their addresses."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    said = {n.targets[0].id: n.value.value for n in tree.body if isinstance(n, ast.Assign) and isinstance(n.value, ast.Constant)}
    found = []
    for node in tree.body:
        for put in getattr(node, "decorator_list", ()):
            if isinstance(put, ast.Call) and getattr(put.func, "id", "") == "offer":
                parts = put.args[2].values if isinstance(put.args[2], ast.JoinedStr) else [put.args[2]]
                words = [part.value if isinstance(part, ast.Constant) else said[getattr(part, "value", part).id] for part in parts]
                found.append((node.name, "/api/v1" + "".join(words)))
    return found


PAGES = {"rooms.md": rooms, "lifecycles.md": lifecycles, "powers.md": powers, "events.md": events, "codes.md": codes, "duties.md": duties}


def stale(folder: Path) -> list[str]:
    """The pages in a folder that are not what the code says now."""
    return [name for name, make in PAGES.items() if not (folder / name).is_file() or (folder / name).read_text(encoding="utf-8") != make()]


def main() -> int:
    """Write the pages; or with --check say which are stale."""
    if "--check" in sys.argv[1:]:
        for name in (found := stale(WRITTEN)):
            print(f"docs/generated/{name} is not what the code says now: run 'make docs' and commit it.", file=sys.stderr)
        return 1 if found else 0
    WRITTEN.mkdir(parents=True, exist_ok=True)
    for name, make in PAGES.items():
        (WRITTEN / name).write_text(make(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
