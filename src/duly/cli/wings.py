"""Which commands are of one wing, so that an installation without it says so instead of looking for tables that are not there."""

import os
from collections.abc import Sequence

OF = {
    "casework": {
        *(
            "advice",
            "box",
            "breaches",
            "cases",
            "chase",
            "compliance",
            "directory",
            "do",
            "instructions",
            "letters",
            "post",
            "requests",
            "reviews",
            "risk",
        ),
        "submissions",
    },
    "payments": {
        *(
            "contract",
            "disputes",
            "exceptions",
            "explain",
            "import",
            "invoice",
            "judge",
            "packages",
            "payment-requests",
            "payments",
            "person",
        ),
        *("position", "rates", "remittance", "run", "tolerance"),
    },
}
OFFICE = {"casework": "casework", "payments": "payments office"}


def why_not_here(arguments: Sequence[str]) -> str:
    """Why a command cannot be run on this installation, in a sentence; nothing where it can. Help is given anywhere."""
    if not arguments or {"--help", "-h", "--inputs"} & {one.split("=")[0] for one in arguments}:  # a frozen folder is judged anywhere
        return ""
    kept = os.environ.get("DULY_WINGS", "casework,payments").split(",")
    wing = next((wing for wing, commands in OF.items() if arguments[0] in commands), "")
    if not wing or wing in kept:
        return ""
    return f"There is no {OFFICE[wing]} here, so there is nothing for duly {arguments[0]} to do: DULY_WINGS is {','.join(kept)}."
