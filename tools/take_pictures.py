#!/usr/bin/env python3
"""Takes the pictures of docs/pictures from a practice copy that is being served: the pages as they are, at 1440×900.

duly demo --size small               # in one window
python tools/take_pictures.py        # in another; --base names another address than http://localhost:8000

It only looks: what is in the pictures is what the practice copy's weeks and morning have left.
"""

import argparse
import io
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.browser import FLAGS, MENDED_BY, find  # the tools are not a package that is installed

PICTURES = ROOT / "docs" / "pictures"
SIZE = {"width": 1440, "height": 900}
LARGEST_BYTES = 300_000
COLOURS = 256
SHOWN = {
    "exceptions": ("Payments Officer", "/exceptions/?week=2026-W45", "Lunvin Ambrebarrow"),
    "run": ("Senior Officer", "/runs/HC-2026-W45/", ""),
    "post": ("Executive Assistant", "/post/", ""),
    "submission": ("Deputy Ombudsman", "/submissions/S-26-00001/", ""),
}
"""Each picture: at whose desk, which address, and the link followed there, if any."""


def take(page: Page, base: str, name: str) -> bytes:
    """One picture, as PNG."""
    post, address, link = SHOWN[name]
    page.goto(f"{base}/desks/")
    page.get_by_role("button", name=post, exact=True).click()
    page.wait_for_url(f"{base}/")
    page.goto(base + address)
    if link:
        with page.expect_navigation():
            page.get_by_role("link", name=link).first.click()
        page.mouse.move(0, 0)
    return page.screenshot()


def small(png: bytes) -> bytes:
    """The picture in a palette of 256 colours, where Pillow is here; else as it was taken."""
    try:
        from PIL import Image
    except ImportError:
        return png
    kept = io.BytesIO()
    Image.open(io.BytesIO(png)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(kept, "PNG", optimize=True)
    return min(png, kept.getvalue(), key=len)


def main() -> int:
    """0 when every picture was taken and is small enough to keep; 2 without a browser."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--base", default="http://localhost:8000", help="where the practice copy is served (%(default)s)")
    base = asked.parse_args().base.rstrip("/")
    program = find()
    if program is None:
        print(f"No Chromium here. Mend it with: {MENDED_BY}", file=sys.stderr)
        return 2
    PICTURES.mkdir(parents=True, exist_ok=True)
    too_large = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        page = browser.new_context(viewport=SIZE, locale="en-GB", timezone_id="Europe/London").new_page()
        for name in SHOWN:
            png = small(take(page, base, name))
            (PICTURES / f"{name}.png").write_bytes(png)
            print(f"docs/pictures/{name}.png: {len(png):,} bytes")
            too_large += [name] if len(png) > LARGEST_BYTES else []
        browser.close()
    if too_large:
        print(f"Larger than {LARGEST_BYTES:,} bytes: {', '.join(too_large)}", file=sys.stderr)
    return 1 if too_large else 0


if __name__ == "__main__":
    sys.exit(main())
