"""A page costs little: its own text, what a first view brings along, and what every later view does."""

import pytest

from gallery import SIGHTS

pytestmark = pytest.mark.browser
HTML, FIRST, LATER = 100_000, 150_000, 60_000
SHOWN = [sight for sight in SIGHTS if not sight.press]
measured = {}


class Scales:
    """What comes over the wire, as the browser counts it: headers and compressed bodies."""

    def __init__(self, page):
        self.bytes = 0
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.loadingFinished", self.add)

    def add(self, told):
        self.bytes += told["encodedDataLength"]

    def weigh(self, page, address):
        """The bytes of a view, and of its text alone."""
        self.bytes = 0
        answer = page.goto(address, wait_until="networkidle")
        return round(self.bytes), len(answer.body())


@pytest.fixture(scope="session")
def regular(gallery):
    """A reader of each kind who has been here before."""
    known = {}

    def window(who, language):
        if (who, language) not in known:
            page = gallery.window(who, locale=language)
            scales = Scales(page)
            for path in ("/help/register-account", "/ask?q=visa"):
                scales.weigh(page, f"/{language}{path}")
            known[who, language] = page, scales
        return known[who, language]

    return window


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("sight", SHOWN, ids=lambda sight: sight.name)
def test_a_page_is_light(sight, language, gallery, regular, record_property):
    address = f"/{language}{gallery.path(sight)}"
    page = gallery.window(sight.who, locale=language)
    first, html = Scales(page).weigh(page, address)
    page.context.close()
    page, scales = regular(sight.who, language)
    later, _ = scales.weigh(page, address)
    record_property("html, first view, later view", (html, first, later))
    assert html <= HTML
    assert first <= FIRST
    assert later <= LATER
