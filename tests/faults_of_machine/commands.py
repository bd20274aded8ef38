"""Run in a process of its own: `python -m tests.faults_of_machine.commands '[["record", "verify"], …]'` gives the commands one after another.

One process for many, because each alone would spend most of its time on starting. It prints, last, what each left with, wrote and said, as JSON.
"""

import io
import json
import sys
from contextlib import redirect_stderr, redirect_stdout

from duly.cli.main import code_of
from duly.cli.opening import open_office
from tests.faults_of_machine.office import STEPS


def main(commands: list[list[str]]) -> None:
    said = []
    with open_office():
        for words in commands:
            out, err = io.StringIO(), io.StringIO()
            with redirect_stdout(out), redirect_stderr(err):
                code = code_of(words) if len(words) > 1 else STEPS[words[0]]() or 0
            said.append({"code": code, "out": out.getvalue(), "err": err.getvalue()})
    print(json.dumps(said))


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
