"""Runs the search tests on the other Whooshes that there are, so that we depend on nobody's goodwill.

Whoosh 2.7.4 is what a site uses, and what all other runs use. Its two successors are installed, hashes checked, into
folders of their own that stand before everything else on Python's path.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOCKS = sorted((ROOT / "tests/search").glob("whoosh*.txt"))
ON_WHOOSH = "not postgres and not slow"
TESTS = [sys.executable, "-m", "pytest", "-q", "-n", "2", "-p", "no:cacheprovider", "-m", ON_WHOOSH, "tests/search"]


def main() -> None:
    worst = 0
    for lock in LOCKS:
        environment = os.environ | {"PYTHONPATH": str(installed(lock))}
        where = "import whoosh; print(whoosh.__file__, whoosh.versionstring())"
        said = [sys.executable, "-W", "ignore", "-c", where]
        found = subprocess.run(said, env=environment, check=True, capture_output=True, text=True).stdout.strip()
        assert lock.stem in found, f"{lock.stem} is not the Whoosh that is imported, but {found}"
        print(f"\nThe search on {lock.stem} {found.split()[-1]}", flush=True)
        worst = max(worst, subprocess.run(TESTS, cwd=ROOT, env=environment, check=False).returncode)
    sys.exit(worst)


def installed(lock: Path) -> Path:
    """The folder that holds what the lock names; made when it is missing or the lock is newer."""
    folder = Path(sys.prefix) / "whooshes" / lock.stem
    mark = folder / "ready"
    if not mark.exists() or mark.stat().st_mtime < lock.stat().st_mtime:
        pip = [sys.executable, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--upgrade"]
        subprocess.run([*pip, "--require-hashes", "-r", lock, "--target", folder], check=True)
        mark.touch()
    return folder


if __name__ == "__main__":
    main()
