"""Settings for these tests alone, when they are not run inside the project's own."""

import os

import django
from django.conf import settings

if not settings.configured and not os.environ.get("DJANGO_SETTINGS_MODULE"):
    settings.configure(
        STATIC_URL="/static/",
        INSTALLED_APPS=[],
        SECRET_KEY="only for these tests",
        USE_TZ=True,
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.jinja2.Jinja2",
                "DIRS": [],
                "APP_DIRS": False,
                "OPTIONS": {"environment": "duly.ui.environment.environment"},
            }
        ],
    )
    django.setup()
