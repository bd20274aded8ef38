"""Names that belong to nobody: put together from parts that no name register has, and references in running order."""

from dataclasses import dataclass
from random import Random

_GIVEN = (
    "An",
    "Bri",
    "Cor",
    "Del",
    "Ed",
    "Fen",
    "Gar",
    "Hes",
    "Il",
    "Jor",
    "Kes",
    "Lun",
    "Mer",
    "Ned",
    "Os",
    "Per",
    "Ros",
    "Tam",
    "Ul",
    "Wil",
)
_GIVEN_ENDS = ("dara", "ella", "fin", "gren", "lisk", "mond", "phie", "quin", "rick", "rosa", "sel", "vane", "vin", "wen")
_FAMILY = (
    "Ambre",
    "Brack",
    "Crane",
    "Dun",
    "Esk",
    "Fal",
    "Harrow",
    "Larch",
    "Moss",
    "Oster",
    "Pelli",
    "Quen",
    "Rush",
    "Sedge",
    "Toll",
    "Vel",
    "Wren",
)
_FAMILY_ENDS = ("barrow", "combray", "fold", "garrick", "ivray", "lay", "marrick", "more", "rigg", "sby", "thorpe", "wick", "yarrow")
_FIRMS = (
    "Bracken",
    "Cobble",
    "Dovey",
    "Elder",
    "Fennel",
    "Gorse",
    "Hazel",
    "Larrow",
    "Mirren",
    "Ostwyn",
    "Quill",
    "Tarrow",
    "Wexel",
    "Yarrow",
)
_FIRM_ENDS = ("bank", "dale", "frith", "gate", "holt", "ling", "mere", "shaw", "stile", "wold")
_TRADES = ("Homecare", "Care at Home", "Home Support", "Carers")
_HOUSES = ("House", "Lodge", "Court", "Care Home")


@dataclass(frozen=True)
class Named:
    """A provider or a person: a reference, and a name that belongs to nobody."""

    ref: str
    name: str


def person_name(rng: Random) -> str:
    """Somebody who does not exist."""
    return f"{rng.choice(_GIVEN)}{rng.choice(_GIVEN_ENDS)} {rng.choice(_FAMILY)}{rng.choice(_FAMILY_ENDS)}"


def provider_names(rng: Random, how_many: int, homes: int = 0) -> list[str]:
    """Firms that do not exist, no two alike, the last of them `homes`. ValueError for more than the parts can name."""
    firms = [f"{begins}{ends}" for begins in _FIRMS for ends in _FIRM_ENDS if begins.casefold() != ends]
    if how_many > len(firms):
        raise ValueError(f"At most {len(firms)} providers can be given names.")
    trades = [_TRADES] * (how_many - homes) + [_HOUSES] * homes
    return [f"{firm} {rng.choice(trade)}" for firm, trade in zip(rng.sample(firms, how_many), trades, strict=True)]


class Refs:
    """References in running order, as an office's own are, so that none is given twice."""

    def __init__(self) -> None:
        self._last = {"P": 104_800, "V": 20_400, "LC": 77_100, "L": 30_000, "C": 4_400, "RT": 5_500, "PR": 300, "W": 3_100, "ST": 60_000}

    def next(self, kind: str) -> str:
        """The next reference of a kind, such as V-20417."""
        self._last[kind] += 1
        return f"{kind}-{self._last[kind]}"
