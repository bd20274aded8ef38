"""What this room asks the scheme about."""

from duly.primitives.power import Power

KEEP = Power("directory.keep", "enter and correct people and bodies in the directory")
MERGE = Power("directory.merge", "say that two entries of the directory are one, or that they are not")
MARK = Power("directory.mark", "place, review and lift markers about safety and distress")
