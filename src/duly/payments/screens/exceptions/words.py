"""What codes, states and reasons are called on the desk: short enough for a dense table."""

from collections.abc import Iterable

from duly.payments.validation.checks import CHOICES
from duly.payments.validation.queries import severity_of

WHY = {
    102: "Claimed before",
    103: "Like one before",
    104: "Sum is wrong",
    105: "VAT",
    107: "Claimed too soon",
    108: "Person not known",
    201: "Contract stopped",
    202: "No package",
    203: "Outside dates",
    204: "Line not approved",
    205: "Another provider's",
    207: "Care interrupted",
    208: "After death",
    209: "Cared for elsewhere",
    301: "No rate",
    302: "Two rates",
    303: "Rate not agreed",
    304: "Rate below agreed",
    305: "Another year's rate",
    306: "Rate not adopted",
    401: "Hours over agreed",
    402: "Hours under agreed",
    403: "Not planned",
    404: "Nobody came",
    405: "Visits overlap",
    406: "Carer in two places",
    407: "Second carer short",
    408: "Impossible times",
    409: "Weak evidence",
    410: "Cancelled",
    411: "Nothing shows it",
    501: "Away too long",
    503: "No return",
}
TONES = {"B": "red", "H": "amber", "T": "", "W": "blue", "I": ""}
"""How a code is coloured, by how it weighs. What holds nothing is quiet."""
HEAVIEST_FIRST = "BHTWI"

REASONS = (
    ("11", "11  As the contract has it"),
    ("12", "12  Rate agreed since"),
    ("21", "21  Over, no variation"),
    ("22", "22  Variation agreed"),
    ("31", "31  Nothing shows it"),
    ("32", "32  Shown another way"),
    ("41", "41  Outside the package"),
    ("42", "42  Extension agreed"),
    ("51", "51  Provider asked"),
    ("52", "52  Practitioner asked"),
    ("90", "90  Other: see note"),
)
USUAL_REASON = {203: "41", 303: "11", 401: "21", 403: "21", 411: "31"}
"""What the reason usually is, by the code that stopped it. It is offered, and can be changed."""

REASON_WORDS = {code: words.split("  ", 1)[1] for code, words in REASONS}

PAY_ENTITLED, PAY_DELIVERED, PAY_CLAIMED, HOLD, PAY_OTHER = CHOICES
LABELS = {
    PAY_ENTITLED: "Pay as agreed",
    PAY_DELIVERED: "Pay as delivered",
    PAY_CLAIMED: "Pay as claimed",
    HOLD: "Hold and ask",
    PAY_OTHER: "Other amount",
}

ABOVE_AGREED = (PAY_DELIVERED, PAY_CLAIMED, PAY_OTHER)
"""The ways that may pay more than was agreed."""

STATES = {
    "to-decide": "To decide",
    "decided": "Decided",
    "trimmed": "Trimmed by the contract",
    "told": "Paid, and told",
    "stuck": "Cannot be decided here",
    "all": "All",
}


def why(code: int) -> str:
    """A code in a few words."""
    return WHY.get(code, f"Code {code}")


def weighed(codes: Iterable[int]) -> tuple[int, ...]:
    """Codes with those that weigh most first; of one weight in their order."""
    return tuple(sorted(codes, key=lambda code: (HEAVIEST_FIRST.index(severity_of(code)), code)))


def weight(codes: Iterable[int]) -> str:
    """How the heaviest of these codes weighs: "B", "H", "T", "W" or "I"."""
    return severity_of(weighed(codes)[0])
