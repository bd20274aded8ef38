"""`duly do`: anything that programs may have done in casework, by name, as the officer one says. It is done by the API's own operation."""

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from duly.cli import exits
from duly.cli.opening import Stop, acting, open_office
from duly.cli.saying import Saying

if TYPE_CHECKING:
    from django.http import HttpResponse

    from duly.api.asking import Offered
    from duly.primitives.actor import Actor

As = Annotated[str, typer.Option("--as", help="Who is acting: the name they sign in with (or DULY_AS).")]
Json = Annotated[bool, typer.Option("--json", help="Data as JSON.")]
CODES = {400: exits.INVALID, 403: exits.NOT_PERMITTED, 404: exits.INVALID, 413: exits.INVALID, 422: exits.INVALID}
"""By the answer's status; whatever else refuses is a conflict with how things stand."""
LEADS = "/api/v1"


def do(
    context: typer.Context,
    what: Annotated[str, typer.Argument(help="What to do, such as log-call; without it, everything that can be done is listed.")] = "",
    who: As = "",
    body: Annotated[
        str, typer.Option("--from", help="A JSON file of what is sent, or - for standard input; options are put over it.")
    ] = "",
    seen: Annotated[str, typer.Option(help="The version you saw, such as v4: it is refused where it has changed since.")] = "*",
    as_json: Json = False,
) -> int:
    """Do anything the pages of casework do, by its name: duly do log-call --caller "Mrs A" --gist … ; duly do log-call --help says what it takes."""
    if what.startswith("-") or not what:
        return _list(as_json)
    with open_office():
        one = _named(what)
        words = list(context.args)
        if "--help" in words or "-h" in words:
            return _explain(one)
        given = one.path.count("{")
        refs, rest = words[:given], words[given:]
        if len(refs) < given or any(ref.startswith("--") for ref in refs):
            raise Stop(exits.USAGE, f"Say which: duly do {what} {' '.join(_places(one))}.")
        sent, files = _read(one, rest, body)
        answer = _ask(one, refs, sent, files, seen=seen, by=acting(who))
        told = json.loads(answer.content)
    if answer.status_code >= 400:
        raise Stop(CODES.get(answer.status_code, exits.CONFLICT), told["detail"])
    _tell(one, told, Saying(as_json))
    return exits.DONE


def _offered() -> "list[Offered]":
    from duly.api import urls  # noqa: F401  (every operation is offered as it is read)
    from duly.api.asking import OFFERED

    return [one for one in OFFERED if one.scope.endswith(":casework")]


def _named(what: str) -> "Offered":
    found = next((one for one in _offered() if one.name == what.replace("-", "_")), None)
    if found is None:
        raise Stop(exits.USAGE, f"There is no {what}. duly do lists what can be done.")
    return found


def _list(as_json: bool) -> int:
    with open_office():
        rows = [(one.name.replace("_", "-"), " ".join(_places(one)), one.summary.split("\n")[0]) for one in _offered()]
    Saying(as_json).rows("What can be done", ("do", "of", "says"), sorted(rows))
    return exits.DONE


def _places(one: "Offered") -> list[str]:
    return [part.strip("{}").upper() for part in one.path.split("/") if part.startswith("{")]


def _shape(one: "Offered") -> tuple[dict[str, Any], set[str], dict[str, Any]]:
    """What is sent as JSON has it, what of it must be said, and the shapes it refers to."""
    from typing import get_type_hints

    from ninja.files import UploadedFile
    from pydantic import BaseModel

    properties: dict[str, Any] = {}
    needed: set[str] = set()
    shapes: dict[str, Any] = {}
    for name, hint in get_type_hints(one.view).items():
        if isinstance(hint, type) and issubclass(hint, BaseModel) and name != "return":
            schema = hint.model_json_schema()
            properties |= schema.get("properties", {})
            needed |= set(schema.get("required", ()))
            shapes |= schema.get("$defs", {})
        elif hint is UploadedFile:
            properties[name] = {"type": "file"}
            needed.add(name)
        elif hint is bool:
            properties[name] = {"type": "boolean"}
    return properties, needed, shapes


def _explain(one: "Offered") -> int:
    properties, needed, shapes = _shape(one)
    say = Saying()
    say.write(f"duly do {' '.join([one.name.replace('_', '-'), *_places(one)])}\n\n{one.summary}\n")
    for name, shape in properties.items():
        must = "must be said" if name in needed else "may be left out"
        say.write(f"  --{name.replace('_', '-'):<22} {_in_words(shape, shapes)}; {must}")
    return exits.DONE


def _in_words(shape: Mapping[str, Any], shapes: Mapping[str, Any]) -> str:
    """What one option takes, in a few words."""
    shape = _plain(shape, shapes)
    if "enum" in shape:
        kind = "one of: " + ", ".join(str(one) or "nothing" for one in shape["enum"])
    elif shape.get("type") == "array":
        kind = f"may be given again; each {_in_words(shape.get('items', {}), shapes)}"
    elif "properties" in shape:
        kind = f"JSON of {', '.join(shape['properties'])}"
    else:
        kind = {"boolean": "yes where it is given", "file": "the path of a file"}.get(
            str(shape.get("type")), str(shape.get("format") or shape.get("type") or "text")
        )
    return f"{kind} ({shape['description']})" if shape.get("description") and "properties" not in shape else kind


def _plain(shape: Mapping[str, Any], shapes: Mapping[str, Any]) -> Mapping[str, Any]:
    """A shape without what only refers to it, or lets it be null."""
    if "$ref" in shape:
        return _plain(shapes[shape["$ref"].rsplit("/", 1)[-1]], shapes)
    some = [one for one in shape.get("anyOf", ()) if one.get("type") != "null"]
    return _plain({**shape, **some[0], "anyOf": []}, shapes) if some else shape


def _read(one: "Offered", words: Sequence[str], body: str) -> tuple[dict[str, Any], dict[str, Path]]:
    """What is sent, and the files with it, from a file of JSON and from options."""
    properties, _, shapes = _shape(one)
    sent: dict[str, Any] = _from_file(body)
    files: dict[str, Path] = {}
    rest = list(words)
    said: set[str] = set()
    while rest:
        word = rest.pop(0)
        name, is_one, value = word.removeprefix("--").partition("=")
        name = name.replace("-", "_")
        if not word.startswith("--") or name not in properties:
            raise Stop(exits.USAGE, f"{word} is nothing that {one.name.replace('_', '-')} takes. Ask with --help.")
        shape = _plain(properties[name], shapes)
        if not is_one and shape.get("type") == "boolean":
            sent[name] = True
            continue
        if not is_one:
            if not rest:
                raise Stop(exits.USAGE, f"Say what {word} is.")
            value = rest.pop(0)
        if shape.get("type") == "file":
            files[name] = Path(value)
        elif shape.get("type") == "array":
            sent[name] = [*(sent.get(name, []) if name in said else []), _one(value, _plain(shape.get("items", {}), shapes), word)]
        else:
            sent[name] = _one(value, shape, word)
        said.add(name)
    return sent, files


def _from_file(body: str) -> dict[str, Any]:
    if not body:
        return {}
    try:
        told = json.loads(sys.stdin.read() if body == "-" else Path(body).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Stop(exits.INVALID, f"{body} cannot be read as JSON: {error}.") from None
    if not isinstance(told, dict):
        raise Stop(exits.INVALID, f"{body} is JSON, but no object with what is sent by name.")
    return told


def _one(value: str, shape: Mapping[str, Any], word: str) -> Any:
    """One value as JSON has it: text as it is typed, whatever is no text as JSON writes it."""
    if shape.get("type") in (None, "string") and "properties" not in shape:
        return value
    try:
        return json.loads(value)
    except ValueError:
        raise Stop(exits.USAGE, f"{word} is not {_in_words(shape, {})}: {value!r}.") from None


def _ask(
    one: "Offered", refs: Sequence[str], sent: Mapping[str, Any], files: Mapping[str, Path], *, seen: str, by: "Actor"
) -> "HttpResponse":
    """The answer of the operation itself, asked in this process as this officer, who sees what they may see."""
    import uuid
    from urllib.parse import quote

    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.urls import resolve

    from duly.api.request import Commanded
    from duly.core.record import sight

    address = f"{LEADS}{one.path}"
    for place, ref in zip([part for part in one.path.split("/") if part.startswith("{")], refs, strict=True):
        address = address.replace(place, quote(ref.strip(), safe=""), 1)
    request = Commanded(by)
    request.method, request.path, request.path_info = one.method, address, address
    request.META = {"HTTP_IDEMPOTENCY_KEY": str(uuid.uuid4()), "HTTP_IF_MATCH": seen if seen == "*" else f'"{seen}"'}
    if files or _takes_a_form(one):
        request.content_type = "multipart/form-data"
        request.POST = _query(sent)  # type: ignore[assignment]  # as a form sends it
        for name, path in files.items():
            try:
                request.FILES[name] = SimpleUploadedFile(path.name, path.read_bytes())
            except OSError as error:
                raise Stop(exits.INVALID, f"{path} cannot be read: {error}.") from None
    elif one.method == "GET":
        request.GET = _query(sent)  # type: ignore[assignment]  # as an address asks it
    else:
        request.content_type = "application/json"
        request._body = json.dumps(sent).encode()
    view, arguments, named = resolve(address)
    with sight.seen_as(by.ref):
        answer: HttpResponse = view(request, *arguments, **named)
    return answer


def _takes_a_form(one: "Offered") -> bool:
    return any(shape.get("type") == "file" for shape in _shape(one)[0].values())


def _query(sent: Mapping[str, Any]) -> Any:
    from django.http import QueryDict

    made = QueryDict(mutable=True)
    for name, value in sent.items():
        made.setlist(name, [str(v) for v in (value if isinstance(value, list) else [value])])
    return made


def _tell(one: "Offered", told: Any, say: Saying) -> None:
    """An answer: a list as its rows, anything else as facts."""
    if say.as_json:
        say.write(json.dumps(told, ensure_ascii=False))
        return
    rows = told.get("items") if isinstance(told, dict) else None
    if rows is None:
        say.facts({name: value for name, value in told.items() if value not in ("", None, [], {})})
        return
    columns = tuple(name for name in (rows[0] if rows else ()) if name not in ("key", "url"))
    say.rows(
        f"{told.get('total', len(rows))} in all",
        columns,
        [[row[name] if row[name] is not None else "" for name in columns] for row in rows],
    )
