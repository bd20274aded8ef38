"""What whoever is walled off from a case is told of it, address by address: nothing, whether they ask for a list, a file, a program's answer or the thing by its name."""

import re
from typing import Any

WALLED, BY = "casework-manager", "head-of-casework"
EXAMPLE = re.compile(r"(?i)(?:such as|for example|submission:|\w \()\s*[A-Z]+-[0-9-]+")
"""What a form gives as an example is nobody's reference."""
AS_A_FILE = re.compile(r"[?&;]format=(csv|json)")
ONLY = (
    "/instructions",
    "/directory",
    "/chasing",
    "/requests",
    "/clocks",
    "/alerts",
    "/api/v1/instructions",
    "/api/v1/chasing",
    "/api/v1/clocks",
)
"""Asked by day: what tells of a case by a reference within something else, which is where leaks were. Every address is asked by night."""


def of_the_case(office: Any) -> list[str]:
    """What names the case, and what hangs on it: in no answer may any of it stand."""
    return [office.case, office.letter, office.decision, office.clock, office.issue, office.referral, office.request]


def told(answer: Any, names: list[str], address: str) -> list[str]:
    """Which names stand in an answer, but for what whoever asked had written into the address."""
    text = b"".join(answer.streaming_content) if answer.streaming else answer.content
    body = EXAMPLE.sub("", text.decode(errors="replace"))
    return [name for name in names if name not in address and re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", body)]


def faults(door: Any, address: str) -> list[str]:
    """What is told at one address, and in the files it offers, that must not be."""
    names, wrong = of_the_case(door.office), []
    answers = {address: door.ask(WALLED, "GET", address)}
    page = answers[address]
    if not address.startswith("/api/") and page.status_code == 200 and not page.streaming:
        for form in sorted(set(AS_A_FILE.findall(page.content.decode(errors="replace")))):
            way = f"{address}{'&' if '?' in address else '?'}format={form}"
            answers[way] = door.ask(WALLED, "GET", way)
    for way, answer in answers.items():
        if found := told(answer, names, way):
            wrong.append(f"{way}, {answer.status_code}: {found}")
        if any(name in re.split(r"[/?=&]", way) for name in names) and answer.status_code not in (302, 403, 404):
            wrong.append(f"{way} was answered {answer.status_code}")
    return wrong
