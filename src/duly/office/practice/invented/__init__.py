"""The invented council: a seeded office of any size, what was planted in it, and its files. Plain values; nothing here touches the database."""

from duly.office.practice.invented.council import SIZES, Council, Planted, Size
from duly.office.practice.invented.inventing import invent, invented

__all__ = ["SIZES", "Council", "Planted", "Size", "invent", "invented"]
