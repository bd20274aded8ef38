"""A set of triage rules: what to notice, where post goes, and who must know. It is data, with a number and a day from which it holds."""

from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from duly.casework.correspondence.rules.principles import CASE_OUTCOMES, MOST_OUTCOMES, MOST_PRINCIPLES, MUST_HAVE, PRINCIPLES
from duly.casework.correspondence.rules.watching import TONES, WATCHED, Rule
from duly.primitives.digest import canonical, sha256_hex
from duly.primitives.refusal import Refusal

MOST_RULES = 60
MOST_PHRASES = 2_000
LONGEST_PHRASE = 600
WAYS = ("direct", "allocate", "duplicate", "no reply", "hold")


@dataclass(frozen=True)
class Route:
    """Where post goes when one of these flags is found (or, with `with_case`, when a case was found for it); the first route that suits is taken.

    `post` is the code of the post whose holder owns it; with `to_case_owner` whoever owns the case does. `alert` is the post told at once, or nothing.
    """

    flags: tuple[str, ...] = ()
    with_case: bool = False
    way: str = "direct"
    direct_to: str = ""
    post: str = ""
    to_case_owner: bool = False
    next_action: str = ""
    alert: str = ""
    reason: str = ""


@dataclass(frozen=True)
class RuleSet:
    """Rules in one number. `ladder` are posts told in turn when an alert is not acknowledged within `acknowledge_minutes` of being raised.

    `principles` are those of which whoever closes post or a case says which were met; `case_outcomes`, (code, words), are how a
    case may end. Where a file names none they are the default.
    """

    number: int
    rules: tuple[Rule, ...]
    routes: tuple[Route, ...]
    ladder: tuple[str, ...]
    acknowledge_minutes: int
    principles: tuple[str, ...] = PRINCIPLES
    case_outcomes: tuple[tuple[str, str], ...] = CASE_OUTCOMES

    @cached_property
    def sha256(self) -> str:
        """Of the rules, which alone notice things: those a release comes with have one number, and another digest when the release has other words."""
        return sha256_hex(canonical(self.as_data()["rules"]))

    def as_data(self) -> dict[str, Any]:
        """As it is kept, and as files say it."""
        return {
            "rules": [{key: value for key, value in asdict(rule).items() if value not in ((), "", False)} for rule in self.rules],
            "routes": [{key: value for key, value in asdict(route).items() if value not in ((), "", False)} for route in self.routes],
            "ladder": list(self.ladder),
            "acknowledge_minutes": self.acknowledge_minutes,
            "principles": list(self.principles),
            "case_outcomes": [list(one) for one in self.case_outcomes],
        }


def why_not_rules(data: Any) -> Refusal | None:
    """The refusal, "rules", with what is wrong with a set of rules as a file says it, or None."""
    try:
        made = rule_set(0, data)
    except (TypeError, KeyError, ValueError, AttributeError) as error:
        return _wrong(f"It cannot be read as rules, routes, ladder and acknowledge_minutes: {error}.")
    codes = [rule.code for rule in made.rules]
    phrases = [phrase for rule in made.rules for phrase in (*rule.phrases, *rule.exact, *rule.unless)]
    wrong = [
        *(f"the code {code!r} stands twice" for code in {code for code in codes if codes.count(code) > 1}),
        *(f"{rule.code!r} has a tone that is none of {', '.join(filter(None, TONES))}" for rule in made.rules if rule.tone not in TONES),
        *(f"{rule.code!r} looks for nothing" for rule in made.rules if not (rule.phrases or rule.exact or rule.senders)),
        *(f"a rule has no code or no word ({rule.code!r})" for rule in made.rules if not rule.code.strip() or not rule.word.strip()),
        *(f"the phrase {phrase[:40]!r} is empty, too long, or only a gap" for phrase in phrases if not _says_something(phrase)),
        *(f"a route is of {flag!r}, which no rule finds" for r in made.routes for flag in r.flags if flag not in {*codes, WATCHED}),
        *(f"{route.way!r} is no way to triage" for route in made.routes if route.way not in WAYS),
        *("a route says no next action" for route in made.routes if not route.next_action.strip()),
        *(["nobody is on the ladder"] if not made.ladder else []),
        *(["acknowledge_minutes is not between 1 and 1440"] if not 1 <= made.acknowledge_minutes <= 1440 else []),
        *(["principles are empty, said twice, too many, or longer than 60 letters"] if not _principles(made.principles) else []),
        *(
            [f"case_outcomes are not pairs of a code and words, each code once, with {', '.join(MUST_HAVE)}"]
            if not _outcomes(made.case_outcomes)
            else []
        ),
        *(["there are too many rules or phrases"] if len(codes) > MOST_RULES or len(phrases) > MOST_PHRASES else []),
    ]
    return _wrong(f"{'; '.join(dict.fromkeys(wrong)).capitalize()}.") if wrong else None


def rule_set(number: int, data: dict[str, Any]) -> RuleSet:
    """A set of rules from its data. What it does not know is an error."""
    return RuleSet(
        number,
        tuple(Rule(**_tuples(one)) for one in data["rules"]),
        tuple(Route(**_tuples(one)) for one in data["routes"]),
        tuple(str(post) for post in data["ladder"]),
        int(data["acknowledge_minutes"]),
        tuple(str(one) for one in data.get("principles", PRINCIPLES)),
        tuple((str(code), str(words)) for code, words in data.get("case_outcomes", CASE_OUTCOMES)),
    )


def _tuples(one: dict[str, Any]) -> dict[str, Any]:
    for key, value in one.items():
        if isinstance(value, list) and not all(isinstance(part, str) for part in value):
            raise TypeError(f"{key} holds something that is not text")
        if not isinstance(value, list | str | bool | tuple):
            raise TypeError(f"{key} is not text, a list of text, or true or false")
    return {key: tuple(value) if isinstance(value, list) else value for key, value in one.items()}


def _principles(said: tuple[str, ...]) -> bool:
    return 0 < len(set(said)) == len(said) <= MOST_PRINCIPLES and all(one.strip() == one and 0 < len(one) <= 60 for one in said)


def _outcomes(said: tuple[tuple[str, str], ...]) -> bool:
    codes = [code for code, _ in said]
    worded = all(code.strip() == code and 0 < len(code) <= 30 and words.strip() and len(words) <= 200 for code, words in said)
    return worded and len(set(codes)) == len(codes) <= MOST_OUTCOMES and set(MUST_HAVE) <= set(codes) and "not recorded" not in codes


def _says_something(phrase: str) -> bool:
    tokens = phrase.split()
    if any("|" in token and not all(token.split("|")) for token in tokens):  # a word left out of a choice would match everywhere
        return False
    return len(phrase) <= LONGEST_PHRASE and any(any(c.isalnum() for c in token) for token in tokens) and "~" not in (tokens[0], tokens[-1])


def _wrong(words: str) -> Refusal:
    return Refusal("rules", words)
