"""An installation of Duly in a folder of its own: made once, copied for each test, worked in by real commands."""

import io
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

from duly.cli.main import code_of
from duly.machine.home import Home
from duly.machine.leftovers import living_in

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Said:
    """What a command left with, wrote and said."""

    code: int
    out: str
    err: str

    @property
    def told(self) -> dict[str, Any]:
        """The data it wrote, which was JSON."""
        return json.loads(self.out)


@dataclass
class Installation:
    """A home and the environment in which commands work in it, with what else is set in it."""

    home: Home
    setting: dict[str, str] = field(default_factory=dict)

    @property
    def env(self) -> dict[str, str]:
        ours = {name: value for name, value in os.environ.items() if not name.startswith(("DULY_", "DATABASE_URL", "PG", "COV_"))}
        return ours | {
            "DULY_HOME": str(self.home.root),
            "DULY_ARCHIVE": "on",
            "DULY_TESTING": "1",  # quick to hash passwords
            "DJANGO_SETTINGS_MODULE": "duly.site.settings",
            "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'src'}",
            **self.setting,
        }

    def here(self, *arguments: object) -> Said:
        """Run the command in this process, which is quicker: for what does not open the office itself."""
        out, err = io.StringIO(), io.StringIO()
        with mock.patch.dict(os.environ, self.env, clear=True), redirect_stdout(out), redirect_stderr(err):
            code = code_of([str(one) for one in arguments])
        return Said(code, out.getvalue(), err.getvalue())

    def office(self, *steps: str) -> dict[str, Any]:
        """Do these steps in one process. Gives what each found, by its name."""
        said = self._run("-m", "tests.faults_of_machine.office", *steps)
        assert said.code == 0, said.err[-3000:]
        return dict(json.loads(line[2:]) for line in said.out.splitlines() if line.startswith("= "))

    def does(self, *commands: Sequence[object]) -> list[Said]:
        """Give these commands one after another at one desk, and do what is named by one word alone as the office's step. What each said."""
        said = self._run("-m", "tests.faults_of_machine.commands", json.dumps(commands, default=str))
        assert said.code == 0, said.err[-3000:]
        return [Said(**one) for one in json.loads(said.out.splitlines()[-1])]

    def copied_to(self, root: Path) -> "Installation":
        """A copy of it, stopped, elsewhere."""
        assert not living_in(self.home.postgres)
        subprocess.run(["cp", "-a", "--reflink=auto", str(self.home.root), str(root)], check=True)
        copy = Installation(Home(root))
        text = copy.home.credentials.read_text().replace(json.dumps(str(self.home.socket)), json.dumps(str(copy.home.socket)))
        copy.home.credentials.write_text(text)
        return copy

    def remove(self) -> None:
        """End what still runs in it, then remove it."""
        for pid in living_in(self.home.postgres):
            os.kill(pid, 9)
        while living_in(self.home.postgres):
            time.sleep(0.05)
        shutil.rmtree(self.home.root.parent, ignore_errors=True)

    def _run(self, *arguments: str) -> Said:
        done = subprocess.run([sys.executable, *arguments], cwd=ROOT, env=self.env, capture_output=True, text=True)
        return Said(done.returncode, done.stdout, done.stderr)
