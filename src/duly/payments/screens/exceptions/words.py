"""What codes, states and reasons are called on the desk: short enough for a dense table."""

from duly.payments.validation.checks import CHOICES

WHY = {
    202: "No package",
    203: "Outside dates",
    301: "No rate",
    303: "Rate not agreed",
    401: "Hours over agreed",
    407: "Second carer short",
    411: "No visit log",
}
TONES = {202: "red", 203: "", 301: "red", 303: "violet", 401: "amber", 407: "", 411: "blue"}

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
USUAL_REASON = {203: "41", 303: "11", 401: "21", 411: "31"}
"""What the reason usually is, by the code that stopped it. It is offered, and can be changed."""

REASON_WORDS = {code: words.split("  ", 1)[1] for code, words in REASONS}

PAY_ENTITLED, PAY_DELIVERED, HOLD = CHOICES
LABELS = {PAY_ENTITLED: "Pay as agreed", PAY_DELIVERED: "Pay as delivered", HOLD: "Hold and ask"}

STATES = {
    "to-decide": "To decide",
    "decided": "Decided",
    "trimmed": "Trimmed by the contract",
    "stuck": "Cannot be decided here",
    "all": "All",
}


def why(code: int) -> str:
    """A code in a few words."""
    return WHY.get(code, f"Code {code}")
