"""The door the HTTP server comes in by."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "duly.site.settings")

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from duly.site.startup import refuse_if_unsafe

application = get_wsgi_application()
refuse_if_unsafe()
get_resolver().url_patterns  # noqa: B018  (an address that does not import stops us here, not the first person who asks for it)
