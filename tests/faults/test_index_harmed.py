"""Whatever happens to the index while it is served: no page fails, and it comes back by itself.

Each way of harming it is tried without a server in tests/search.
"""

import shutil
import time

import pytest

from people import Somebody


def every_file(folder):
    return [file for file in folder.rglob("*") if file.is_file() and file.suffix in (".seg", ".toc")]


def flip(file):
    data = bytearray(file.read_bytes())
    for at in range(0, len(data), 97):
        data[at] ^= 0x55
    file.write_bytes(data)


def harmed(folder, harm):
    for file in every_file(folder):
        harm(file)


HARMS = {
    "deleted": shutil.rmtree,
    "bits flipped": lambda folder: harmed(folder, flip),
}


@pytest.mark.parametrize("harm", HARMS)
def test_searches_are_answered_all_the_while(site, harm):
    site.start()
    visitor = Somebody(site.port)
    assert visitor.get("/en/search?q=kayes").status == 200
    visitor.leave()
    site.stop()
    HARMS[harm](site.folder / "index")
    site.start()
    until = time.monotonic() + 40
    number = 0
    while time.monotonic() < until:
        number += 1
        assert visitor.get(f"/en/search?q=kayes+{number}").status == 200
        if not site.ask("SELECT 1 FROM outbox WHERE topic = 'search rebuild'") and every_file(site.folder / "index"):
            break
        time.sleep(0.2)
    assert site.commons("search", "check")[0] == 0
