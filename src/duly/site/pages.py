"""Joins the screens' templates to the kit's Jinja environment."""

from typing import Any

from duly.ui.environment import environment as kit


def environment(**options: Any) -> Any:
    """The Jinja environment every page is drawn with."""
    return kit(**options)
