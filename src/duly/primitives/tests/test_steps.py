"""A lifecycle is drawn from its table, and what may become anything else is said once beneath."""

from duly.primitives.steps import Step, Steps

NOTED = ("met", "met late")


def test_verbs_that_lead_from_any_state_to_any_are_said_once_and_not_drawn():
    steps = Steps(
        Step("meet", "due", "met"), *(Step(f"put right as {after}", before, after) for before in NOTED for after in ("due", *NOTED))
    )

    assert steps.from_any_to_any() == (("put right as", NOTED, ("due", *NOTED)),)
    assert steps.drawing() == "stateDiagram-v2\n    due --> met: meet"


def test_verbs_of_which_one_way_is_wanting_are_drawn_each():
    steps = Steps(Step("note as met", "due", "met"), Step("note as late", "due", "late"), Step("note as met", "late", "met"))

    assert steps.from_any_to_any() == ()
    assert steps.drawing().count("-->") == 3
