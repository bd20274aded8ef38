"""The HTTP API: what the pages show and do, for programs. Put /api/v1 before a page's address."""
