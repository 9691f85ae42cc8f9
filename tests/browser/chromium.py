"""Where Chromium is on this machine, and how to get one."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")

# The first three are Playwright's own, which a second list would undo; the others cost two processes a window.
UNWANTED = (
    "HttpsUpgrades",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
)

# Quiet and self-contained: a test browser has nothing to look up, and a container has no sandbox to offer.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={','.join(UNWANTED)}",
]


def found() -> str | None:
    """The path of a Chromium that runs: `CHROMIUM`, one on the path, or the one Playwright has fetched."""
    candidates = [os.environ.get("CHROMIUM"), *map(shutil.which, NAMES), _playwrights_own()]
    return next((path for path in candidates if path and _runs(path)), None)


def install() -> str | None:
    """Try Debian's package as root, else Playwright's download."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        quietly = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], env=quietly, check=False)
        subprocess.run(
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"],
            env=quietly, stdout=subprocess.DEVNULL, check=False,
        )  # fmt: skip
    if found() is None:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    return found()


def _playwrights_own() -> str | None:
    home = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    usual = [Path.home() / ".cache/ms-playwright", Path.home() / "Library/Caches/ms-playwright"]
    patterns = ("chromium-*/chrome-linux*/chrome", "chromium-*/chrome-mac*/*.app/Contents/MacOS/*")
    folders = [Path(home)] if home else usual
    places = sorted(str(path) for folder in folders for pattern in patterns for path in folder.glob(pattern))
    return places[-1] if places else None


def _runs(path: str) -> bool:
    """Some distributions put a stub on the path that only says how to install the real one."""
    try:
        done = subprocess.run([path, "--version"], capture_output=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


if __name__ == "__main__":
    browser = found() or install()
    print(f"Chromium: {browser}" if browser else "No Chromium here: the browser tests will be left out.")
    sys.exit(browser is None and bool(os.environ.get("CI")))
