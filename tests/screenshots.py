"""Pictures of pages as people see them: a wide screen and a phone, in both languages.

python tests/screenshots.py OUT http://127.0.0.1:8000 /:home "/search/?q=un+tac:search" …
An address without a name is named by its path. --login EMAIL PASSWORD signs in first;
--dark takes the dark scheme, --viewport only what fits on the screen.
"""

import argparse
import os
import re
import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

WIDTHS = {"wide": (1200, 900), "phone": (390, 844)}
QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]


def main():
    asked = arguments()
    asked.out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as play:
        flags = [*QUIET, "--no-first-run", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
        program = shutil.which("chromium-headless-shell") or shutil.which("chromium")
        chromium = play.chromium.launch(executable_path=program, args=flags)
        for language in asked.languages.split(","):
            for width in asked.widths.split(","):
                take(chromium, asked, language, width)
        chromium.close()


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("site")
    parser.add_argument("pages", nargs="+")
    parser.add_argument("--languages", default="vi,en")
    parser.add_argument("--widths", default="wide,phone")
    parser.add_argument("--login", nargs=2, metavar=("EMAIL", "PASSWORD"))
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--viewport", action="store_true")
    return parser.parse_args()


def take(chromium, asked, language, width):
    """Take every page once, in one language and one width."""
    screen = dict(zip(("width", "height"), WIDTHS[width], strict=True))
    scheme = "dark" if asked.dark else "light"
    context = chromium.new_context(viewport=screen, color_scheme=scheme)
    context.add_cookies([{"name": "django_language", "value": language, "url": asked.site}])
    page = context.new_page()
    page.on("console", lambda said: said.type in {"error", "warning"} and print(said.text))
    if asked.login:
        sign_in(page, asked.site, *asked.login)
    for wanted in asked.pages:
        path, name = named(wanted)
        answer = page.goto(asked.site + path, wait_until="networkidle")
        target = asked.out / f"{name}-{language}-{width}.png"
        page.screenshot(path=target, full_page=not asked.viewport)
        print(answer.status, overflow(page), target)
    context.close()


def named(wanted):
    """Return (path, name) of "/search/?q=a:search"."""
    if match := re.fullmatch(r"(/.*):([\w-]+)", wanted):
        return match.groups()
    return wanted, re.sub(r"\W+", "-", wanted).strip("-") or "home"


def overflow(page):
    """Return how many pixels the page is too wide, as "" or "+12px"."""
    root = "document.documentElement"
    extra = page.evaluate(f"{root}.scrollWidth - {root}.clientWidth")
    return f"+{extra}px too wide" if extra > 0 else ""


def sign_in(page, site, email, password):
    page.goto(f"{site}/account/login/")
    page.fill("[name=login]", email)
    page.fill("[name=password]", password)
    page.click("main button")


if __name__ == "__main__":
    main()
