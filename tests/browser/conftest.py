"""A browser, and a site that runs for it as it would for anybody: `commons start` with the demonstration content."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

import chromium
from enrolling import small_cohort
from gallery import Gallery
from learning import open_cohort

ROOT = Path(__file__).parents[2]
AXE = Path(__file__).parent / "vendor" / "axe.min.js"
START = "import sys; from diaspora_commons.cli import main; sys.exit(main())"
PATIENCE = 180
TIMEOUT = 15_000
expect.set_options(timeout=TIMEOUT)


@dataclass(frozen=True)
class Site:
    """A running site: where it answers, and where it keeps its things."""

    address: str
    instance: Path


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium. Its absence fails the tests in CI and skips them elsewhere."""
    path = chromium.found()
    if path is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("no Chromium here: `make browser` installs one")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=chromium.ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site on a free port, with an instance of its own and the demonstration loaded."""
    instance = tmp_path_factory.mktemp("site")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COMMONS_")} | {
        "PYTHONPATH": str(ROOT / "platform"),
        "COMMONS_INSTANCE": str(instance),
        "COMMONS_SEARCH_INDEX": str(instance / "index"),
        "COMMONS_PORT": str(port),
        "COMMONS_WORKERS": "1",
    }
    log = instance / "site.log"
    with log.open("w") as out:
        command = [sys.executable, "-c", START, "start"]
        server = subprocess.Popen(command, cwd=instance, env=environment, stdout=out, stderr=subprocess.STDOUT)
    try:
        wait_until_ready(f"http://127.0.0.1:{port}", server, log)
        yield Site(f"http://127.0.0.1:{port}", instance)
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()


def wait_until_ready(address: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    """Return once pages are served and the outbox of the first fill is done."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/readyz", timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"the site did not start:\n{log.read_text()[-4000:]}")


@pytest.fixture
def windows(browser: Browser, site: Site) -> Iterator[Callable[..., Page]]:
    """Opens windows of readers who do not know each other; any fault in a console fails the test."""
    with ExitStack() as stack:

        def open_window(**how: Any) -> Page:
            context = browser.new_context(base_url=site.address, **how)
            context.set_default_timeout(TIMEOUT)
            stack.enter_context(watching(context, site))
            stack.callback(context.close)
            return context.new_page()

        yield open_window


@pytest.fixture
def watch(site: Site) -> Callable[[Page], AbstractContextManager[None]]:
    """Fails the test when something goes wrong in the console of a window that is kept for longer."""
    return lambda page: watching(page.context, site)


@contextmanager
def watching(context: BrowserContext, site: Site) -> Iterator[None]:
    """Fail on what the console says, the policy's refusals among it, and on what is asked of other hosts."""
    faults: list[str] = []
    hear = {
        "weberror": lambda fault: faults.append(str(fault.error)),
        "console": lambda said: faults.append(said.text) if is_fault(said.type, said.text) else None,
        "request": lambda asked: None if is_ours(asked.url, site) else faults.append(f"asked {asked.url}"),
    }
    for event, note in hear.items():
        context.on(event, note)
    yield
    for event, note in hear.items():
        context.remove_listener(event, note)
    assert not faults, faults


@pytest.fixture(scope="session")
def gallery(browser: Browser, site: Site) -> Gallery:
    """Every type of page, with something to show on each."""

    def open_window(**how: Any) -> Page:
        context = browser.new_context(base_url=site.address, **how)
        context.set_default_timeout(TIMEOUT)
        return context.new_page()

    open_cohort(site.instance)
    small_cohort(site.instance)
    return Gallery(open_window)


@pytest.fixture(params=["htmx", "no JavaScript"])
def window(windows: Callable[..., Page], request: pytest.FixtureRequest) -> Callable[..., Page]:
    """The same, once with and once without JavaScript."""
    return partial(windows, java_script_enabled=request.param == "htmx")


@pytest.fixture
def page(window: Callable[..., Page]) -> Page:
    """One reader's window."""
    return window()


@pytest.fixture
def context(page: Page) -> BrowserContext:
    return page.context


@pytest.fixture(scope="session")
def axe_source() -> str:
    """axe-core, which tells what keeps people out of a page."""
    return AXE.read_text(encoding="utf-8")


def is_fault(kind: str, text: str) -> bool:
    """The browser itself reports every answer of 4xx as an error; those are the tests' own doing."""
    return kind == "error" and "Failed to load resource" not in text


def is_ours(url: str, site: Site) -> bool:
    return url.startswith((site.address, "data:", "blob:", "about:"))
