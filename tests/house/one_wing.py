"""A site of one wing, as DULY_WINGS says: a process of its own, on a database whose people are appointed already. It writes what went wrong.

`python -m tests.house.one_wing` asks for the home page of everybody who works in the wing, for whatever their navigation leads to, and for the
command box; and it says which of the other wing's modules were imported on the way.
"""

import logging
import os
import re
import sys
from importlib import import_module

OTHER = {"casework": "payments", "payments": "casework"}


def main() -> None:
    """Write a line for each thing that is wrong, and at last how many pages were asked for."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "duly.site.settings"
    django.setup()
    logging.disable()

    from django.conf import settings
    from django.urls import get_resolver

    from duly.core.jobs.worker import flows
    from duly.site.startup import unsafe

    (wing,) = settings.DULY_WINGS
    get_resolver().reverse_dict  # noqa: B018  (reading it imports every address of the site)
    for module in flows():  # as a worker does
        import_module(module)
    for sentence in unsafe():
        print(sentence)
    asked = pages()
    for path, status in asked.items():
        if status not in (200, 302, 403):
            print(f"{path} answered {status}")
    for module in sorted(one for one in sys.modules if one.startswith(f"duly.{OTHER[wing]}.")):
        print(f"{module} was imported")
    print(f"{len(asked)} pages")


def pages() -> dict[str, int]:
    """What each of the first pages answered."""
    from django.test import Client

    from duly.core.people.models import Officer

    answered = {}
    for officer in Officer.objects.order_by("username"):
        client = Client(raise_request_exception=False)
        client.force_login(officer)
        home = client.get("/")
        answered[f"/ for {officer.username}"] = home.status_code
        navigation = re.search(r"<nav.*?</nav>", home.content.decode(), re.DOTALL)
        for path in (
            *re.findall(r'href="(/[^"#?]*)"', navigation[0] if navigation else ""),
            "/search/?q=case",
            "/box/?q=case",
            "/api/v1/openapi.json",
        ):
            if path not in answered:
                answered[path] = client.get(path).status_code
    return answered


if __name__ == "__main__":
    main()
