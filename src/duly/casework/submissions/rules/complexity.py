"""How complex a submission is, and the post of the team that suits it. The weights and limits are defaults an office sets for itself."""

from dataclasses import dataclass

STRAIGHTFORWARD_PENCE = 50_000
LARGE_PENCE = 300_000
ROUTES = (
    (0, "executive-assistant"),
    (2, "assistant-casework-manager"),
    (5, "casework-manager"),
    (8, "head-of-casework"),
)
"""The least score at which each post is suggested."""


@dataclass(frozen=True)
class Complexity:
    """A score, the reasons that make it up, and the post it suggests."""

    score: int
    reasons: tuple[str, ...]
    post: str


def complexity(*, kind: str, remedy_pence: int, mp_interest: bool, returned: int, comments: int, paragraphs: int) -> Complexity:
    """The score of a submission: what each thing adds is in its reason."""
    adds = (
        (2, "a remedy over £500", remedy_pence > STRAIGHTFORWARD_PENCE),
        (3, "a remedy over £3,000", remedy_pence > LARGE_PENCE),
        (3, "an MP has asked for the outcome", mp_interest),
        (2, "a report to be issued", kind == "report"),
        (4, "a question of policy", kind == "policy"),
        (2, "returned more than once", returned > 1),
        (1, "returned before", returned == 1),
        (1, "five comments or more on the draft", comments >= 5),
        (1, "over forty paragraphs", paragraphs > 40),
    )
    said = [(points, why) for points, why, so in adds if so]
    score = sum(points for points, _ in said)
    post = [name for least, name in ROUTES if score >= least][-1]
    return Complexity(score, tuple(f"{why} (+{points})" for points, why in said), post)
