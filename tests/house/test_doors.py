"""A room is entered by its doors: its queries and states; its actions only from above; its models by nobody outside."""

import copy

import grimp
import pytest

from tests.house.plan import Place, above_rooms, graph, is_test, place

OPEN_TO_ROOMS = {"queries", "states"}
OPEN_FROM_ABOVE = {"queries", "states", "actions", "checks", "powers", "rules"}
ABOVE = {"office", "cli", "api", "site"}

ALSO_OPEN = {
    "core.record": {"actions", "guards", "clock", "sight"},  # the pen, the guards of tables, the time, who looks
    "core.confidentiality": {"scoped"},  # the managers of whatever belongs to a case
    "core.calendar": {"rules"},  # the arithmetic of days and deadlines: values only
    "core.scheme": {"rules"},  # the values a scheme is written in and answers with
    "core.log": {"actions"},  # whoever makes a numbered thing marks it for the witness
    "core.documents": {"actions", "checks", "rules"},  # whoever may keep a paper may ask first whether it would be kept, and what is in it
    "core.work": {"actions", "checks"},
    "core.vault": {"sealing", "declared", "upgrading"},  # whoever keeps a secret seals it, says that it does, and seals what was there
    "casework.adjudication": {"rules"},  # the one scale of severity, as values: a paper is held to that by which the case is adjudicated
    "casework.wordings": {"rules", "checks"},  # what a letter is made of, as values, and whether one may be begun from a wording
    "payments.validation": {"facts"},  # the vocabulary a judgement is asked and answered in: values only
}
ALSO_OPEN_FROM_ABOVE = {
    "casework.correspondence": {"ended"},  # when each item came and ended: values only
    "casework.wordings": {"plain"},  # how plainly something is written: values only
    "core.confidentiality": {"policies"},  # set-up puts the second line in place
    "core.clocks": {"redating"},  # actions on many clocks at once
    "core.record": {"in_force"},  # start-up looks whether the record's guards are there
    "core.log": {
        *(
            "alarms",
            "asking_witnesses",
            "evidence",
            "exporting",
            "known_keys",
            "newer",
            "verification",
        ),  # the auditor's reading of everything
        *(
            "cosigning",
            "keys",
            "public_key",
            "ring",
            "sequencer",
            "stored",
            "witnessing",
        ),  # the sequencer's process, the command, the witnesses
    },
    "core.retention": {"again", "outside"},  # a restore carries out again what was erased since
    "core.vault": {"keyring"},  # set-up makes the keys
    "payments.statements": {"on_paper", "parts", "taking_away", "told", "unpaid"},  # the words of a statement, the same on every road
    "payments.validation": {
        "carried",
        "digest",
        "engine",
        "explain",
        "inputs",
        "judging",
        "months",
        "reference",
        "refusing",
        "ruleset",
        "telling",
    },  # judging a folder, with no database at all
    "casework.dispatch": {"relay", "checking"},  # the way out to post and mail; the checks of letters on paper
}
PLAIN_SERVICES = {"core.refusals", "core.jobs", "core.desk", "core.intake", "core.lists", "core.renditions"}
NEVER = {"models", "migrations"}


def faults(found: grimp.ImportGraph) -> list[str]:
    """Every import that enters a room otherwise than by its doors, as a sentence."""
    return sorted(
        f"{importer} reaches into {imported}: {why}"
        for importer in found.modules
        if importer.startswith("duly.") and not is_test(importer)
        for imported in found.find_modules_directly_imported_by(importer)
        if (why := why_not(importer, imported))
    )


def why_not(importer: str, imported: str) -> str:
    """Why one module may not import another, or nothing."""
    if not imported.startswith("duly."):
        return ""
    if is_test(imported):
        return "it is for tests only."
    here, there = place(importer), place(imported)
    if not there.room or here.room == there.room:
        return ""
    if there.furniture in NEVER:
        return "nobody outside a room reaches its models."
    if there.room in PLAIN_SERVICES or there.furniture in doors_of(there, from_above=is_above(importer)):
        return ""
    if is_above(importer):
        return "from above a room is entered by its queries, states, actions, checks, powers and rules."
    return "a room enters another only by its queries and states."


def doors_of(there: Place, *, from_above: bool) -> set[str]:
    """The furniture of a room that may be reached from outside it."""
    also = ALSO_OPEN.get(there.room, set())
    if from_above:
        return OPEN_FROM_ABOVE | also | ALSO_OPEN_FROM_ABOVE.get(there.room, set())
    return OPEN_TO_ROOMS | also


def is_above(module: str) -> bool:
    """Whether a module stands above the rooms: a flow, a screen, an example, the office, the command line, the site."""
    parts = module.split(".")
    return parts[1] in ABOVE or (len(parts) > 2 and above_rooms(parts[2]))


def test_every_room_is_entered_by_its_doors():
    assert faults(graph()) == []


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        pytest.param("duly.core.scheme.queries", "duly.core.people.models", id="a room reaches another's models"),
        pytest.param("duly.office.screens.people.pages", "duly.core.people.models", id="a page reaches a room's models"),
        pytest.param("duly.core.scheme.actions", "duly.core.people.actions", id="a room calls another's actions"),
        pytest.param("duly.core.scheme.rules", "duly.core.people.checks", id="a room calls another's checks"),
        pytest.param("duly.core.scheme.actions", "duly.core.people.events", id="a room writes another's events"),
        pytest.param("duly.office.screens.people.pages", "duly.core.people.events", id="a page writes a room's events"),
        pytest.param("duly.payments.validation.digest", "duly.core.people", id="a room reaches another as a whole"),
        pytest.param("duly.core.scheme.queries", "duly.core.record.models", id="a room reads the record's tables"),
        pytest.param("duly.core.scheme.queries", "duly.core.scheme.tests.test_rules", id="the code uses a test's helper"),
    ],
)
def test_a_door_is_kept_shut(importer, imported):
    planted = copy.deepcopy(graph())
    planted.add_import(importer=importer, imported=imported)

    assert [fault for fault in faults(planted) if fault.startswith(f"{importer} reaches into {imported}: ")]


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("duly.core.scheme.queries", "duly.core.people.queries"),
        ("duly.core.scheme.checks", "duly.core.people.states"),
        ("duly.payments.flow", "duly.core.people.actions"),
        ("duly.cli.main", "duly.core.scheme.actions"),
        ("duly.payments.screens.runs.pages", "duly.core.people.checks"),
        ("duly.payments.rates.models", "duly.core.record.guards"),
        ("duly.cli.record", "duly.core.log.verification"),
        ("duly.payments.rates.actions", "duly.core.documents.actions"),
        ("duly.payments.evidence.actions", "duly.core.intake.readers"),
    ],
)
def test_the_doors_that_are_open(importer, imported):
    assert why_not(importer, imported) == ""
