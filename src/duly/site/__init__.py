"""The site: settings, root addresses, and the doors pages come in by."""
