"""Asking ClamAV whether a file holds something harmful, where `DULY_CLAMDSCAN` names its `clamdscan`. Where it does not, or gives no answer, nothing is claimed."""

import os
import subprocess

from duly.primitives.refusal import Refusal, Refused

SCANNER = "DULY_CLAMDSCAN"
MOST_SECONDS = 60
CLEAN = "ClamAV found nothing"
NO_ANSWER = "Not checked: ClamAV gave no answer"


def scanned(name: str, content: bytes) -> str:
    """What a scanner said, in words; "" where there is none. Refused: "virus", with the name it is known by."""
    program = os.environ.get(SCANNER, "").strip()
    if not program:
        return ""
    try:
        done = subprocess.run(
            [program, "--no-summary", "--stdout", "-"], input=content, capture_output=True, timeout=MOST_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return NO_ANSWER
    if done.returncode == 1:
        known_as = done.stdout.decode("utf-8", "replace").strip().removesuffix(" FOUND").rpartition(": ")[2][:100]
        raise Refused(Refusal("virus", f"{name} is not taken in: ClamAV found {known_as or 'something'} in it. Ask for it again."))
    return CLEAN if done.returncode == 0 else NO_ANSWER
