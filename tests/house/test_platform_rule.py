"""`platform/` is a folder of source, no package: an `__init__.py` would hide Python's own `platform`."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def python(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a fresh Python from the top of the checkout, without the help of pytest's path."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("COMMONS_", "PYTHON"))}
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=ROOT, env=clean | environment, capture_output=True, text=True, check=False)


def test_platform_holds_one_package_and_is_none_itself():
    packages = [path.name for path in (ROOT / "platform").iterdir() if (path / "__init__.py").exists()]
    assert packages == ["diaspora_commons"]
    assert not list((ROOT / "platform").glob("*.py"))


def test_pythons_own_platform_is_found_from_the_checkout():
    done = python("-c", "import platform, uuid; print(platform.system(), platform.__file__)")
    assert done.returncode == 0, done.stderr
    assert str(ROOT) not in done.stdout.replace(str(ROOT / ".venv"), "")


def test_the_door_for_a_wsgi_server_opens(tmp_path):
    folders = {"COMMONS_INSTANCE": str(tmp_path), "COMMONS_SEARCH_INDEX": str(tmp_path / "index")}
    done = python("-c", "import wsgi; print(sorted(wsgi.app.blueprints))", **folders)
    assert done.returncode == 0, done.stderr
    assert "initiatives" in done.stdout
