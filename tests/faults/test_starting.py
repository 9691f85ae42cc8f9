"""What stands in the way of a start is said in a sentence, with an exit code and without a traceback."""

import os
import signal
import time

import psutil
import pytest


def said(outcome):
    """What was said by a command that must fail and explain itself."""
    code, text = outcome
    assert code not in (0, None), text
    assert "Traceback" not in text, text
    assert 0 < len(text.strip().splitlines()) <= 4, text
    return text


def test_a_second_server_at_the_same_port_is_told_so(site):
    site.start()
    assert f"port {site.port}" in said(site.commons("start"))
    assert site.answers()


def test_an_address_that_is_not_ours(new_site):
    assert "COMMONS_HOST" in said(new_site(COMMONS_HOST="203.0.113.7").commons("serve"))


def test_a_folder_that_cannot_be_made(new_site):
    site = new_site()
    (site.folder / "file").touch()
    site.environment |= {"COMMONS_INSTANCE": str(site.folder / "file" / "instance"), "COMMONS_DATABASE_URL": ""}
    for command in ("start", "doctor"):
        assert "COMMONS_INSTANCE" in said(site.commons(command))


@pytest.mark.parametrize(
    "url",
    ["postgresql://nobody@127.0.0.1:1/nothing", "sqlite:////nowhere/at/all.db", "no address"],
)
def test_a_database_that_is_not_there(new_site, url):
    site = new_site(COMMONS_DATABASE_URL=url)
    assert "COMMONS_DATABASE_URL" in said(site.commons("worker"))


def test_settings_that_make_no_sense(new_site):
    text = said(new_site(COMMONS_PORT="eight", COMMONS_DEFAULT_LANGUAGE="de").commons("start"))
    assert "COMMONS_PORT" in text
    assert "COMMONS_DEFAULT_LANGUAGE" in text


def test_a_database_that_nobody_has_made_is_not_served(new_site):
    site = new_site()
    (site.folder / "commons.db").unlink()
    assert "commons db upgrade" in said(site.commons("serve"))


def test_what_a_killed_server_leaves_behind_ends_by_itself(site):
    site.start()
    left = psutil.Process(site.process.pid).children(recursive=True)
    assert len(left) >= 3
    os.kill(site.process.pid, signal.SIGKILL)
    site.process.wait()
    site.process = None
    _gone, alive = psutil.wait_procs(left, timeout=15)
    for one in alive:
        one.kill()
    assert alive == []
    time.sleep(0.1)
    assert not site.answers()
    site.start()


def test_a_web_process_that_dies_again_and_again_is_replaced_each_time(site):
    site.start()
    for _ in range(4):
        site.wait()
        for web in site.processes()["web"]:
            web.kill()
        time.sleep(0.5)
    site.wait()
    assert site.stop() == 0
