"""What confidentiality asks the scheme about."""

from duly.primitives.power import Power

RESTRICT = Power("confidentiality.restrict", "restrict a case to named people, or lift that")
WALL = Power("confidentiality.wall", "wall somebody off from a case, or take the wall away")
MARK = Power("confidentiality.mark", "mark a paper as privileged or not to be disclosed")
BREAK = Power("confidentiality.break", "open a restricted case in an emergency")
REVIEW = Power("confidentiality.review", "review how a restricted case was opened in an emergency", (("opened by you", "yes/no"),))
