"""How an operation is offered: the scope a token needs for it, the power its officer needs to see it, and every answer it may give."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from ninja import Router

from duly.api.problems import AnswersWithProblem
from duly.api.request import LetIn
from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.core.tokens.checks import why_not_for
from duly.core.tokens.rules import SCOPES
from duly.primitives.power import Power
from duly.primitives.refusal import stop_if

READS = (304, 400, 401, 403, 404, 422)
DOES = (400, 401, 403, 404, 409, 412, 413, 422, 428)
"""What may go wrong in asking for something, and in having something done."""


@dataclass(frozen=True)
class Offered:
    """One operation: what a token needs, the power that lets somebody see it, and those its action asks."""

    method: str
    path: str
    name: str
    summary: str
    scope: str
    sees: str
    asks: tuple[str, ...]
    tag: str
    view: Callable[..., Any]


OFFERED: list[Offered] = []
"""Every operation, in the order of the description."""


def offer(
    router: Router,
    method: str,
    path: str,
    *,
    gives: Any,
    scope: str = "",
    sees: Power | None = None,
    asks: tuple[str, ...] = (),
    status: int = 200,
    tag: str,
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Offer a function as an operation. With no `scope` any token will do; with no `sees` any officer may see it. `asks` are codes of powers."""
    if scope and scope not in SCOPES:
        raise ValueError(f"There is no scope {scope}.")

    def put(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def guarded(request: LetIn, *args: Any, **named: Any) -> Any:
            if scope and request.token is not None:
                stop_if(why_not_for(request.token, scope))
            if sees is not None:
                stop_if(why_not(sees, {}, actor=request.actor, on=today()))
            return view(request, *args, **named)

        words = inspect.getdoc(view) or ""
        may = READS if method == "GET" else DOES
        needs = f"Needs the scope `{scope}`." if scope else "Any token will do."
        router.api_operation(
            [method],
            path,
            response={status: gives},
            summary=words.split(".")[0].split(":")[0].split(";")[0],
            description=f"{words}\n\n{needs}",
            operation_id=view.__name__,
            tags=[tag],
            openapi_extra={"x-scope": scope, "x-powers": list(dict.fromkeys([*([sees.code] if sees else []), *asks]))},
        )(guarded)
        offered = next(one for one in router.path_operations[path].operations if one.operation_id == view.__name__)
        offered.response_models = offered.response_models | {one: None if one == 304 else AnswersWithProblem for one in may}
        OFFERED.append(Offered(method, path, view.__name__, words, scope, sees.code if sees else "", asks, tag, view))
        return view

    return put
