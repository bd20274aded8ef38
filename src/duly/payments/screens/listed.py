"""Lists as pages show them: the same for every wing, from `duly.ui.listed`."""

from duly.ui.listed import NUMBERS, as_file, ask, attached, columns, facet_groups, formats, pager, table, to, to_the_pound, unknown

__all__ = ["NUMBERS", "as_file", "ask", "attached", "columns", "facet_groups", "formats", "pager", "table", "to", "to_the_pound", "unknown"]
