"""Each duty of casework is a page, an operation of the API and a command, as duly/api/duties.py says, or the reason why not is said there."""

import re
from collections.abc import Iterable, Iterator

import typer
from django.urls import URLPattern

import tests.access.given  # noqa: F401  (every form that is sent rightly)
from duly.api import urls  # noqa: F401  (every operation is offered as it is read)
from duly.api.asking import OFFERED
from duly.api.duties import DUTIES, Duty
from duly.casework.screens.urls import urlpatterns
from duly.cli.main import app
from tests.access.given.programs_too import BY_NIGHT
from tests.access.office import GIVEN
from tests.access.policy import TABLE, read
from tools.sizes import ROOT

WRITES = {one.name: one for one in OFFERED if one.scope.endswith(":casework") and one.method != "GET"}
WITH_FILES = "src/duly/cli/tests/test_doing.py"
ON_A_CASE = "tests/api/test_looking_again.py"
DONE_IN = dict.fromkeys(("send_post", "match_scan", "receive_format"), WITH_FILES) | dict.fromkeys(
    (
        *(
            "note_evidence",
            "withdraw_evidence",
            "find_gap",
            "close_gap",
            "ask_for_evidence",
            "answer_request",
            "date_fact",
            "withdraw_fact",
            "find_on_issue",
        ),
        *("recommend", "withdraw_recommendation", "chase_clock", "send_next_step", "follow_case", "ask_for_review"),
    ),
    ON_A_CASE,
)
DONE_IN["take_cases_over"] = "tests/casework/test_taking_over.py"
"""Operations that tests/access does not do rightly, with the test that does."""


def pages(patterns: Iterable[object], before: str = "/") -> Iterator[str]:
    """Every address under these patterns."""
    for one in patterns:
        if isinstance(one, URLPattern):
            yield before + str(one.pattern)
        else:
            yield from pages(one.url_patterns, before + str(one.pattern))


def writing_pages() -> set[str]:
    """Every page of casework to which somebody may send something."""
    sent = {line.address for line in read(TABLE.read_text(encoding="utf-8")) if line.send and not line.shows}
    return sent & set(pages(urlpatterns))


def faults(duties: Iterable[Duty], writing: set[str], operations: set[str], commands: set[str]) -> list[str]:
    """What is wrong with a table of duties, in sentences."""
    told = list(duties)
    named = {name for one in told for name in one.operations}
    wrong = [f"{page} writes, and stands nowhere in duly/api/duties.py" for page in sorted(writing - {one.page for one in told})]
    wrong += [f"{one.page} is no page that writes" for one in told if one.page not in writing]
    wrong += [f"{name} is no operation that writes" for name in sorted(named - operations)]
    wrong += [f"{name} is an operation of no page" for name in sorted(operations - named)]
    wrong += [f"{one.command} is no command" for one in told if one.command and one.command not in commands]
    return wrong + [f"{one.page} has no operation, and no reason why" for one in told if not one.operations and len(one.why.split()) < 8]


def commands() -> set[str]:
    """Every command, as it is typed."""
    whole = typer.main.get_command(app)
    found = {f"duly {name}" for name in whole.commands}
    return found | {f"duly {name} {step}" for name, group in whole.commands.items() for step in getattr(group, "commands", ())}


def test_every_page_that_writes_has_its_operation_and_its_command():
    assert faults(DUTIES, writing_pages(), set(WRITES), commands()) == []


def test_a_page_left_out_an_operation_of_no_page_and_a_lost_command_are_seen():
    told = [Duty("/a/", ("do_a",), "duly a"), Duty("/b/", why="It is too hard.")]

    found = faults(told, {"/a/", "/c/"}, {"do_a", "do_c"}, set())

    assert found == [
        "/c/ writes, and stands nowhere in duly/api/duties.py",
        "/b/ is no page that writes",
        "do_c is an operation of no page",
        "duly a is no command",
        "/b/ has no operation, and no reason why",
    ]


def test_every_operation_that_writes_is_once_done_rightly():
    def given(path: str) -> str:
        return "/api/v1" + re.sub(r"\{(\w+)\}", r"<\1>", path)

    assert sorted(name for name, one in WRITES.items() if given(one.path) not in (*GIVEN, *BY_NIGHT) and name not in DONE_IN) == []
    assert sorted(name for name in DONE_IN if given(WRITES[name].path) in GIVEN or not (ROOT / DONE_IN[name]).is_file()) == []
