"""Every setting is documented, twice: docs/settings.md to read and .env.example to copy."""

import re
from pathlib import Path

import pytest
from pydantic.fields import FieldInfo

from diaspora_commons.kernel.settings import Settings

ROOT = Path(__file__).parents[2]
FIELDS = Settings.model_fields


def default_of(field: FieldInfo) -> str:
    if field.default_factory is not None:
        return "see below"
    if field.default in ("", None, ()):
        return "empty"
    return f"`{str(field.default).lower() if isinstance(field.default, bool) else field.default}`"


@pytest.mark.parametrize("name", FIELDS)
def test_a_setting_stands_in_the_guide_with_its_default(name):
    field = FIELDS[name]
    row = f"| `COMMONS_{name.upper()}` | {default_of(field)} | {field.description} |"
    assert row in (ROOT / "docs/settings.md").read_text(encoding="utf-8").splitlines()


def test_the_example_and_the_guide_name_the_settings_and_nothing_else():
    known = [f"COMMONS_{name.upper()}" for name in FIELDS]
    guide = re.findall(r"^\| `(\w+)`", (ROOT / "docs/settings.md").read_text(encoding="utf-8"), re.MULTILINE)
    example = re.findall(r"^#?(\w+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(guide) == sorted(known)
    assert sorted(example) == sorted(known)


def test_the_example_can_be_copied_as_it_is(tmp_path, monkeypatch):
    for name in FIELDS:
        monkeypatch.delenv(f"COMMONS_{name.upper()}", raising=False)
    whole = re.sub(r"^#(?=COMMONS_)", "", (ROOT / ".env.example").read_text(encoding="utf-8"), flags=re.MULTILINE)
    (tmp_path / ".env").write_text(whole, encoding="utf-8")
    copied = Settings(_env_file=tmp_path / ".env")
    assert copied.model_dump(exclude={"instance"}) == Settings(_env_file=None).model_dump(exclude={"instance"})


def test_lists_are_separated_by_spaces_and_empty_means_the_default(monkeypatch):
    monkeypatch.setenv("COMMONS_TRUSTED_HOSTS", "one.example two.example")
    monkeypatch.setenv("COMMONS_SEARCH_INDEX", "")
    assert Settings(_env_file=None).trusted_hosts == ("one.example", "two.example")
    assert Settings(_env_file=None).search_index is None
