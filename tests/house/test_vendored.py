"""What was made by others stands in a manifest: which version, under which licence, unchanged since."""

import hashlib
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MANIFESTS = [ROOT / "static/vendor/manifest.json", ROOT / "tests/browser/vendor/manifest.json"]
ENTRIES = [(file.parents[1], entry) for file in MANIFESTS for entry in json.loads(file.read_text(encoding="utf-8"))]


@pytest.mark.parametrize(("top", "entry"), ENTRIES, ids=lambda value: value["file"] if isinstance(value, dict) else "")
def test_a_vendored_file_is_what_its_manifest_says(top, entry):
    assert hashlib.sha256((top / entry["file"]).read_bytes()).hexdigest() == entry["sha256"]
    assert entry["name"]
    assert entry["version"]
    assert entry["licence"]
    assert (top / entry["licence_file"]).is_file()


def test_no_vendored_file_is_left_out_of_the_manifest():
    listed = {top / entry["file"] for top, entry in ENTRIES}
    vendored = [file for manifest in MANIFESTS for file in manifest.parent.glob("*.js")]
    fonts = (ROOT / "static/fonts").glob("*.woff2")
    assert {*vendored, *fonts} <= listed
