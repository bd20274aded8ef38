"""Everybody's first look at their pages, done once and kept, for tests that ask very many pages and take each back.

Whoever asks for a page has what happened since the last look told to those it concerns, and their own work counted; the next pages find both done.
Where every request is taken back that was done again for each of them, and was the most of what it cost.
"""

from collections.abc import Mapping

from duly.office import at_a_glance
from duly.office.practice.people import DESKS
from duly.primitives.actor import Actor

KEPT = 24 * 60 * 60


def everybody_has_looked(people: Mapping[str, Actor]) -> None:
    """Each officer, by the code of their post, has been told what there is to tell and has their work counted: kept for as long as a night's tests take."""
    usual = at_a_glance.KEPT_SECONDS
    at_a_glance.KEPT_SECONDS = KEPT
    try:
        for _, wing, post, *_ in DESKS:
            at_a_glance.afresh(people[post])
            at_a_glance.glance(people[post], {wing})
    finally:
        at_a_glance.KEPT_SECONDS = usual
