"""The wheel carries templates, static files and catalogues, and runs far from the checkout."""

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.slow


def run(*command: str | Path, cwd: Path, **environment: str) -> str:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("COMMONS_", "PYTHON"))}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=clean | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """Built with the locked hatchling, so nothing is fetched."""
    folder = tmp_path_factory.mktemp("wheel")
    options = ["--no-deps", "--no-build-isolation", "--disable-pip-version-check", "-q"]
    run(sys.executable, "-m", "pip", "wheel", *options, "-w", folder, ROOT, cwd=folder)
    return next(folder.glob("*.whl"))


def test_it_carries_what_pages_are_made_of_and_nothing_of_ours(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("templates", "static"):
        tracked = run("git", "ls-files", folder, cwd=ROOT).splitlines()
        assert tracked
        assert {f"diaspora_commons/{name}" for name in tracked} <= names
    assert not [name for name in names if name.startswith(("platform/", "tests/", "instance/"))]
    assert not [name for name in names if name.endswith((".pyc", ".db"))]


def test_it_serves_pages_outside_the_checkout(wheel, tmp_path):
    """A virtual environment that sees the locked dependencies of this one, and the wheel instead of the checkout."""
    venv.create(tmp_path / "venv", symlinks=True)
    python = tmp_path / "venv/bin/python"
    inside = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=tmp_path).strip()
    zipfile.ZipFile(wheel).extractall(inside)
    dependencies = {str(Path(path)) for path in sys.path if path.endswith("site-packages")}
    settings = {"COMMONS_INSTANCE": str(tmp_path / "instance"), "PYTHONPATH": os.pathsep.join([inside, *dependencies])}
    command = "from diaspora_commons.cli import main; main()"
    assert "database is at" in run(python, "-c", command, "db", "upgrade", cwd=tmp_path, **settings)
    ask = (
        "import diaspora_commons; from diaspora_commons.web import create_app; "
        "page = create_app().test_client().get('/fr/', headers={'Host': '127.0.0.1'}); "
        "print(diaspora_commons.__file__, page.status_code)"
    )
    assert run(python, "-c", ask, cwd=tmp_path, **settings).split() == [
        f"{inside}/diaspora_commons/__init__.py",
        "200",
    ]
    assert (tmp_path / "instance/commons.db").exists()
