"""The log's key is opened by the sequencer and by the commands that seal, and by nothing that serves a page."""

from tests.house.plan import graph, is_test

KEYS = "duly.core.log.keys"
MAY = {"duly.site.sequencer", "duly.cli.sealing"}


def readers(of) -> set[str]:
    """Every module that imports the one that opens the key."""
    return {module for module in of.find_modules_that_directly_import(KEYS) if not is_test(module)}


def test_only_the_sequencer_and_the_commands_that_seal_open_it():
    assert readers(graph()) == MAY


def test_no_page_or_worker_reaches_it():
    found = graph()

    for module in (
        "duly.site.wsgi",
        "duly.site.worker",
        "duly.site.urls",
        "duly.core.jobs.worker",
        "duly.core.log.queries",
        "duly.core.log.actions",
    ):
        assert not found.find_shortest_chain(module, KEYS), module


def test_another_reader_is_found():
    import copy

    planted = copy.deepcopy(graph())
    planted.add_import(importer="duly.office.screens.record.pages", imported=KEYS)

    assert readers(planted) - MAY == {"duly.office.screens.record.pages"}
