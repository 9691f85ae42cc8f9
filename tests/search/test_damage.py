"""Whatever happens to the index: never an error page, answers from the database meanwhile, and soon an index again."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from diaspora_commons.kernel import outbox
from diaspora_commons.kernel.database import db
from diaspora_commons.search import engine, finding
from diaspora_commons.search.query import parse
from diaspora_commons.search.whoosh_engine import WhooshEngine

PLATFORM = str(Path(finding.__file__).parents[2])
HOLDER = """
import sys, time
from pathlib import Path
from diaspora_commons.search.whoosh_engine import WhooshEngine
engine = WhooshEngine(Path(sys.argv[1]))
with engine.folder.alone():
    files = engine.folder.files(engine.folder.current())
    writer = files.open_index().writer()
    print("holding", flush=True)
    time.sleep(600)
"""


def each(index, suffix, harm):
    files = sorted(index.rglob(f"*{suffix}"))
    assert files
    for file in files:
        harm(file)


def flipped(file, seed=1, many=1):
    data, chance = bytearray(file.read_bytes()), Random(seed)
    for _ in range(many):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    file.write_bytes(data)


def renamed_pointer(index):
    file = index / "CURRENT"
    file.write_text(json.dumps({**json.loads(file.read_text()), "name": "elsewhere"}))


def foreign(index):
    file = index / "CURRENT"
    file.write_text(json.dumps({**json.loads(file.read_text()), "format": 999}))


def held_by_the_dead(index):
    """Somebody took both locks and was killed."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([PLATFORM, *(p for p in sys.path if p)])}
    holder = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", HOLDER, str(index)], env=environment, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout.readline().strip() == "holding"
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    holder.stdout.close()
    (index / "CURRENT").unlink()


DAMAGE = {
    "the folder is gone": shutil.rmtree,
    "the pointer is gone": lambda index: (index / "CURRENT").unlink(),
    "the pointer is nonsense": lambda index: (index / "CURRENT").write_bytes(b"\xff\x00{"),
    "the pointer leads elsewhere": renamed_pointer,
    "it is of another format": foreign,
    "the list of segments is gone": lambda index: each(index, ".toc", Path.unlink),
    "the list of segments is cut short": lambda index: each(index, ".toc", lambda file: os.truncate(file, 20)),
    "the segments are gone": lambda index: each(index, ".seg", Path.unlink),
    "the segments are cut short": lambda index: each(index, ".seg", lambda file: os.truncate(file, 200)),
    "the segments are empty": lambda index: each(index, ".seg", lambda file: os.truncate(file, 0)),
    "a bit is flipped in a segment": lambda index: each(index, ".seg", flipped),
    "a bit is flipped in the list of segments": lambda index: each(index, ".toc", flipped),
    "the checksums are gone": lambda index: each(index, "SUMS", Path.unlink),
    "it was locked by somebody who was killed": held_by_the_dead,
}
ADDRESSES = (
    "/en/search?q=seeds", "/api/v1/search?q=seeds", "/en/search/suggestions?q=see", "/en/search.atom?q=seeds",
    "/ar/search", "/en/search?q=sedes&kind=resource&sort=newest",
)  # fmt: skip


@pytest.fixture
def library(shelf, clean):
    for id in range(1, 30):
        shelf.put(f"Seeds for village {id}", f"Neighbours and seeds, number {id}.")
    engine.rebuild()
    return shelf


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("is_open", [True, False], ids=["while it is served", "before it is opened"])
def test_the_index_is_damaged(client, library, index, damage, is_open, settle):
    if is_open:
        assert "Seeds" in client.get("/en/search?q=seeds").text
    else:
        engine.use(index)
    DAMAGE[damage](index)
    if is_open and not damage.startswith(("the folder", "the pointer", "it is", "it was")):
        engine.use(index)  # what was read and kept stays right; a new process is the one that meets the damage
        client.application.wsgi_app.kept.clear()
    for address in ADDRESSES:
        began = time.process_time()
        assert client.get(address).status_code == 200, address
        assert time.process_time() - began < 1
    page = client.get("/en/search?q=seeds")
    assert "29 results" in page.text
    assert "The search index is being rebuilt" in page.text
    assert outbox.waiting(engine.REBUILD)
    settle()
    assert outbox.waiting(engine.REBUILD) == []
    page = client.get("/en/search?q=seeds")
    assert "29 results" in page.text
    assert "The search index is being rebuilt" not in page.text


@pytest.mark.parametrize("damage", DAMAGE)
def test_writing_to_a_damaged_index_makes_it_anew(library, index, damage):
    engine.use(index)
    DAMAGE[damage](index)
    library.put("More seeds", id=77)
    engine.agree(["resource:77"])
    if engine.is_ready():
        found = engine.find(parse("seeds"), "en")
        assert (found.total, found.is_simple) == (30, False)
    else:
        engine.rebuild()  # the damage is where a writer does not look; the next reader asks for this
    assert engine.find(parse("more"), "en").total == 1
    db.rollback()


@pytest.mark.slow
def test_a_hundred_flipped_bits_each_noticed_before_anything_is_believed(library, index):
    (segment,) = index.rglob("*.seg")
    whole = segment.read_bytes()
    for seed in range(100):
        flipped(segment, seed)
        reader = WhooshEngine(index)
        with pytest.raises(engine.IndexAway), reader.reading():
            pass
        reader.close()
        segment.write_bytes(whole)
