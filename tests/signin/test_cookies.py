"""What proves who one is goes over encrypted connections only, wherever pages come so."""

import os
import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    ("origins", "secure"),
    [
        ("", "False"),
        ("http://localhost:8000", "False"),
        ("https://duly.example.org", "True"),
        ("https://a.example,http://b.example", "False"),
    ],
)
def test_cookies_are_secure_where_every_origin_is_encrypted(origins, secure):
    asked = "from duly.site import settings as s; print(s.SESSION_COOKIE_SECURE and s.CSRF_COOKIE_SECURE)"
    done = subprocess.run(
        [sys.executable, "-c", asked], env=os.environ | {"DULY_ORIGINS": origins}, capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == secure
