"""How complex a submission is, and the post of the team that suits it.

What adds how much, and from what score each post is suggested, are defaults; an office adopts its own from a day on, and a text is weighed by those in
force when it was written.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from duly.casework.submissions.rules.reasons import KINDS

MOST_WEIGHTS, MOST_POINTS, MOST_ROUTES, LONGEST = 40, 100, 20, 100
NOTHING = (type(None),)
HOLDS: dict[str, tuple[tuple[type, ...], Callable[[Any, Any], bool]]] = {
    "remedy over": ((int,), lambda of, facts: facts["remedy_pence"] > of),
    "mp asked": (NOTHING, lambda of, facts: facts["mp_interest"]),
    "kind is": ((str,), lambda of, facts: facts["kind"] == of),
    "returned times": ((int,), lambda of, facts: facts["returned"] == of),
    "returned over": ((int,), lambda of, facts: facts["returned"] > of),
    "comments from": ((int,), lambda of, facts: facts["comments"] >= of),
    "paragraphs over": ((int,), lambda of, facts: facts["paragraphs"] > of),
}
"""What may add to a score: what it is measured by (pence, a kind of paper, a number, or nothing), and whether it holds."""


@dataclass(frozen=True)
class Weight:
    """What one thing adds to a score, and in what words: `when` is of `HOLDS`, `of` what it is measured by."""

    when: str
    of: int | str | None
    points: int
    says: str


@dataclass(frozen=True)
class Complexity:
    """A score, the reasons that make it up, and the post it suggests."""

    score: int
    reasons: tuple[str, ...]
    post: str


@dataclass(frozen=True)
class Weights:
    """What adds to a score, and the least score at which each post is suggested, rising from nought."""

    number: int
    adds: tuple[Weight, ...]
    routes: tuple[tuple[int, str], ...]

    @property
    def posts(self) -> tuple[str, ...]:
        """The posts a paper may be for, the lowest first."""
        return tuple(post for _, post in self.routes)

    def as_data(self) -> dict[str, Any]:
        """As it is kept, and as files say it."""
        return {"adds": [asdict(one) for one in self.adds], "routes": [{"from": least, "post": post} for least, post in self.routes]}


FIRST_WEIGHTS = Weights(
    1,
    (
        Weight("remedy over", 50_000, 2, "a remedy over £500"),
        Weight("remedy over", 300_000, 3, "a remedy over £3,000"),
        Weight("mp asked", None, 3, "an MP has asked for the outcome"),
        Weight("kind is", "report", 2, "a report to be issued"),
        Weight("kind is", "policy", 4, "a question of policy"),
        Weight("returned over", 1, 2, "returned more than once"),
        Weight("returned times", 1, 1, "returned before"),
        Weight("comments from", 5, 1, "five comments or more on the draft"),
        Weight("paragraphs over", 40, 1, "over forty paragraphs"),
    ),
    (
        (0, "executive-assistant"),
        (2, "assistant-casework-manager"),
        (5, "casework-manager"),
        (8, "head-of-casework"),
    ),
)


def complexity(
    weights: Weights, *, kind: str, remedy_pence: int, mp_interest: bool, returned: int, comments: int, paragraphs: int
) -> Complexity:
    """The score of a submission: what each thing adds is in its reason."""
    facts = {
        "kind": kind,
        "remedy_pence": remedy_pence,
        "mp_interest": mp_interest,
        "returned": returned,
        "comments": comments,
        "paragraphs": paragraphs,
    }
    adds = [one for one in weights.adds if HOLDS[one.when][1](one.of, facts)]
    score = sum(one.points for one in adds)
    post = [name for least, name in weights.routes if score >= least][-1]
    return Complexity(score, tuple(f"{one.says} (+{one.points})" for one in adds), post)


def read(number: int, data: Mapping[str, Any]) -> Weights:
    """Weights as kept, or as a file says them."""
    return Weights(number, tuple(Weight(**one) for one in data["adds"]), tuple((one["from"], one["post"]) for one in data["routes"]))


def wrong(made: Weights, posts: Collection[str]) -> str:
    """What is wrong with weights, in a sentence, or nothing."""
    if len(made.adds) > MOST_WEIGHTS or not 1 <= len(made.routes) <= MOST_ROUTES:
        return f"There are at most {MOST_WEIGHTS} weights, and from 1 to {MOST_ROUTES} routes"
    return next(filter(None, (_wrong_weight(n, one) for n, one in enumerate(made.adds, start=1))), "") or _wrong_routes(made.routes, posts)


def _wrong_weight(n: int, one: Weight) -> str:
    if one.when not in HOLDS:
        return f"In weight {n}, {one.when!r} is nothing that is weighed: there are {', '.join(HOLDS)}"
    measured = HOLDS[one.when][0]
    if type(one.of) not in measured or (type(one.of) is int and one.of < 0):
        what = {NOTHING: "of nothing (null)", (str,): "of a kind of paper"}.get(measured, "of a whole number, and money of pence")
        return f"In weight {n}, {one.when!r} is {what}, not {one.of!r}"
    if isinstance(one.of, str) and one.of not in KINDS:
        return f"In weight {n}, {one.of!r} is no kind of paper: there are {', '.join(KINDS)}"
    if type(one.points) is not int or not 1 <= one.points <= MOST_POINTS:
        return f"In weight {n}, points are from 1 to {MOST_POINTS}, not {one.points!r}"
    if not isinstance(one.says, str) or not one.says.strip() or len(one.says) > LONGEST:
        return f"In weight {n}, 'says' is missing, or longer than {LONGEST} letters"
    return ""


def _wrong_routes(routes: tuple[tuple[int, str], ...], posts: Collection[str]) -> str:
    for n, (least, post) in enumerate(routes, start=1):
        if type(least) is not int or (least != 0 if n == 1 else least <= routes[n - 2][0]):
            return f"Route {n} begins at {least!r}: the first begins at 0, and each later one higher"
        if post not in posts:
            return f"Route {n} leads to {post!r}, and there is no such post"
    twice = next((post for _, post in routes if [other for _, other in routes].count(post) > 1), "")
    return f"Two routes lead to {twice!r}" if twice else ""
