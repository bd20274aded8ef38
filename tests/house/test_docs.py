"""The documents say what is so: commands that exist, links that lead somewhere, words that are used, nothing of one machine."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.house.plan import ROOT

AWAITED = {"docs/pictures/exceptions.png"}
"""What a document may already name although it is made last."""

ONE_MACHINE = re.compile(r"(?<![\w./])/(?:work/|farm/|workspace/|mnt/|home/[a-z]|Users/|root/|opt/|tmp/(?!duly))[\w/.-]*")
LONGEST_DECISION = 45


def tracked(*patterns: str) -> list[Path]:
    """The project's files of these kinds."""
    told = subprocess.run(["git", "ls-files", "-co", "--exclude-standard", *patterns], cwd=ROOT, capture_output=True, text=True)
    names = told.stdout.splitlines() or [str(path.relative_to(ROOT)) for pattern in patterns for path in ROOT.rglob(pattern)]
    return sorted(ROOT / name for name in set(names) if (ROOT / name).is_file() and "node_modules" not in name)


def read(path: Path) -> str:
    """A file's text."""
    return path.read_text(encoding="utf-8")


def dead_links(page: Path, text: str) -> list[str]:
    """The links of a page that lead to no file of the project."""
    links = [link.split("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text) if not re.match(r"[a-z]+:|#", link)]
    return [link for link in links if link and not (page.parent / link).exists() and link not in AWAITED]


def commands(text: str) -> set[str]:
    """The make targets that a text names."""
    return set(re.findall(r"`make ([a-z]+)", text) + re.findall(r"^make ([a-z]+)", text, re.MULTILINE))


def targets(makefile: str) -> set[str]:
    """The targets of a Makefile."""
    return set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))


def words_unused(glossary: str, elsewhere: str) -> list[str]:
    """The words a glossary explains that nothing else uses, as they stand or in another form."""
    words = re.findall(r"^\| \*\*([^*]+)\*\*", glossary, re.MULTILINE)
    return [word for word in words if not re.search(_stem(word), elsewhere, re.IGNORECASE)]


def _stem(word: str) -> str:
    return r"[\s_-]+".join(re.escape(part) for part in re.split(r"[\s-]", word.removesuffix("y").removesuffix("e")))


def test_every_command_named_is_in_the_makefile():
    named = {command for page in tracked("*.md") for command in commands(read(page))}

    assert {"demo", "test"} <= commands(read(ROOT / "README.md"))
    assert named - targets(read(ROOT / "Makefile")) == set()


def test_every_link_leads_somewhere():
    assert {str(page): found for page in tracked("*.md") if (found := dead_links(page, read(page)))} == {}


def test_nothing_names_one_machine():
    texts = tracked("*.py", "*.md", "*.sh", "*.sql", "*.toml", "*.html", "*.js", "*.scss", "Makefile", ".ci/*")

    assert {str(path): found for path in texts if path != Path(__file__) and (found := ONE_MACHINE.findall(read(path)))} == {}


def test_a_decision_is_half_a_page_and_listed():
    decisions = sorted((ROOT / "docs" / "adr").glob("0*.md"))

    assert [path.name for path in decisions if len(read(path).splitlines()) > LONGEST_DECISION] == []
    assert [path.name for path in decisions if path.name not in read(ROOT / "docs" / "adr" / "README.md")] == []
    assert [path.name[:4] for path in decisions] == [f"{n:04d}" for n in range(1, len(decisions) + 1)]


@pytest.mark.parametrize("part", ["Context", "Decision", "Consequence", "What would make us think again"])
def test_a_decision_has_its_four_parts(part):
    assert [path.name for path in (ROOT / "docs" / "adr").glob("0*.md") if f"**{part}.**" not in read(path)] == []


def test_every_word_explained_is_used():
    elsewhere = "\n".join(read(path) for path in tracked("*.py", "*.html", "*.md") if path.name not in ("GLOSSARY.md", Path(__file__).name))

    assert words_unused(read(ROOT / "GLOSSARY.md"), elsewhere) == []


def test_the_readme_fits_on_a_screen():
    assert len(read(ROOT / "README.md").splitlines()) <= 45


def test_faults_are_found():
    assert commands("Run `make nothing`.") - targets("help: setup\n") == {"nothing"}
    assert dead_links(ROOT / "README.md", "[x](docs/nowhere.md) [y](LICENSE#top) [z](https://example.org)") == ["docs/nowhere.md"]
    assert words_unused("| **zygote** | x |\n| **holding** | y |", "class Holding") == ["zygote"]
    assert ONE_MACHINE.findall("see /mnt/shared/x and " + "/home/ada/y") == ["/mnt/shared/x", "/home/ada/y"]
