"""The door the HTTP server comes in by."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "duly.site.settings")

from django.core.wsgi import get_wsgi_application

from duly.site.startup import refuse_if_unsafe

application = get_wsgi_application()
refuse_if_unsafe()
