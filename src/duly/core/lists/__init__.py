"""A query string to a filtered, sorted, paged list, as a page, CSV or JSON."""
