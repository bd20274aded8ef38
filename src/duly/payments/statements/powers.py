"""What statements ask the scheme."""

from duly.primitives.power import Power

TELL_FIGURE = Power("statements.tell_figure", "enter what a provider says is unpaid")
