"""Everything the description offers, asked as each post: no error of ours, no answer that was not described, and each of the kind that was said."""

import os
from contextlib import suppress
from itertools import cycle
from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    allow_header_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from duly.api.urls import door
from duly.office.practice.people import DESKS, actors
from tests.api.conftest import Program, program
from tests.proofs import ground

NIGHTLY = os.environ.get("DULY_NIGHTLY") == "1"
EXAMPLES = 60 if NIGHTLY else 2
POSTS = [desk[4] for desk in DESKS] if NIGHTLY else ["tom", "joan", "femi", "rhona", "ines", "helen", "jude"]
OF_CASEWORK = POSTS if NIGHTLY else ["jude", "tom"]
"""Everybody by night. By day the council's five and the Ombudsman, who may see no payments; of casework its investigator, and one who may see none."""

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    allow_header_conformance,
]
KNOWN = {
    "runs": ["HC-2026-W45", "HC-1999-W01"],
    "providers": ["V-1", "V-9"],
    "positions": ["V-1"],
    "contracts": ["C-1"],
    "care": ["P-1"],
    "hand-over": ["O-0001", "O-9999"],
    "imports": ["IM-0001"],
    "rates": ["B-0001"],
    "jobs": ["J-000001"],
    "submissions": ["S-26-00001"],
    "clocks": ["CK-000001"],
    "letters": ["L-26-00001", "L-26-99999"],
    "advice": ["AD-26-00001"],
    "breaches": ["BR-26-00001"],
    "reviews": ["RV-26-00001"],
    "decisions": ["DN-26-00001"],
    "instructions": ["SI-26-00001"],
    "risk": ["PSO-2026-00001"],
    "involvement": ["IV-26-00001"],
    "commissioned": ["CW-26-00001"],
    "requests": ["ER-26-00001"],
    "disputes": ["DP-26-00001"],
    "payment-requests": ["PQ-26-00001"],
    "referrals": ["RF-26-00001"],
    "compliance": ["CP-26-00001"],
    "chasing": ["CH-26-00001"],
    "print-packs": ["PP-26-0001"],
    "post": ["P-26-00001"],
    "calls": ["CL-26-00001"],
    "tasks": ["T-26-00001"],
    "directory": ["DIR-00001", "DIR-99999"],
    "enquiries": ["EN-26-00001"],
    "cases": ["PSO-2026-00001", "PSO-1999-00001"],
}


def described() -> dict[str, Any]:
    """The description, but for who may: every request here brings a token of its own."""
    found = dict(door.get_openapi_schema(path_prefix="api/v1/"))
    for operations in found["paths"].values():
        for operation in operations.values():
            operation.pop("security", None)
    return found


SCHEMA = schemathesis.openapi.from_dict(described())
SCHEMA.app = get_wsgi_application()
OFFERED = {f"{found.ok().method.upper()} {found.ok().path}": found.ok() for found in SCHEMA.get_all_operations()}


@pytest.fixture(scope="module")
def programs(offices) -> dict[str, Program]:
    """A program of each post, for everything there is a scope for; and something of most kinds that casework keeps."""
    people = actors()
    case = ground.a_case(people)
    ground.put_up(people, case)
    ground.a_recommendation(people, case, ground.an_issue(people, case))
    ground.a_letter(people, ground.a_case(people, 2))
    ground.a_review(people, 3)
    ground.a_referral(people, case)
    ground.an_advice(people, case)
    ground.a_breach(people, case)
    ground.brought_in(people, case)
    return {username: program(username) for username in POSTS}


@pytest.mark.parametrize("name", OFFERED)
def test_every_answer_is_as_described(programs, name):
    operation, of_something_there = OFFERED[name], cycle((True, False))
    askers = (
        OF_CASEWORK if operation.definition.raw["x-scope"].endswith(":casework") else [one for one in POSTS if NIGHTLY or one != "jude"]
    )

    @_asking(EXAMPLES)
    @given(case=operation.as_strategy(generation_mode=GenerationMode.POSITIVE), pick=st.integers(0, 9), seen=st.sampled_from(["*", '"v1"']))
    def as_described(case, pick, seen):
        if next(of_something_there):
            _of_something_there(case, pick, seen)
        for one in askers:
            case.call_and_validate(headers=programs[one].headers, checks=CHECKS)

    @_asking(max(1, EXAMPLES // 2))
    @given(case=operation.as_strategy(generation_mode=GenerationMode.NEGATIVE))
    def otherwise(case):
        for one in askers:
            case.call_and_validate(headers=programs[one].headers, checks=CHECKS)

    as_described()
    if operation.body or {one.name for one in operation.iter_parameters()} - {"ref"}:
        with suppress(Unsatisfiable):  # any text may be a reference, and some take nothing else that could be sent wrongly
            otherwise()


def _asking(examples: int) -> settings:
    return settings(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=not NIGHTLY,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )


def test_whoever_brings_no_token_is_told_so_everywhere(programs):
    for name, operation in OFFERED.items():
        method, path = name.split(" ")
        answer = _ask(operation, method, path)
        assert (name, answer.status_code, answer.headers["content-type"]) == (name, 401, "application/problem+json")


def _ask(operation: Any, method: str, path: str) -> Any:
    return Client().generic(
        method, path.replace("{event}", "0b0c3f6e-8a52-7c0a-9d5e-000000000000").replace("{number}", "1").replace("{ref}", "X-1")
    )


def _of_something_there(case: Any, pick: int, seen: str) -> None:
    """Ask it of something there is, as it stands."""
    kind = case.operation.path.split("/")[3]
    if "ref" in (case.path_parameters or {}):
        case.path_parameters["ref"] = KNOWN[kind][pick % len(KNOWN[kind])]
    if "number" in (case.path_parameters or {}):
        case.path_parameters["number"] = pick % 4
    if case.headers and "If-Match" in case.headers:
        case.headers["If-Match"] = seen
