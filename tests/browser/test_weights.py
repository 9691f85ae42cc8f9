"""A page costs little: its own text, what a first view brings along, and what every later view does."""

import pytest

from gallery import SIGHTS

pytestmark = pytest.mark.browser
HTML, FIRST, LATER = 100_000, 150_000, 60_000
SHOWN = [sight for sight in SIGHTS if not sight.press]
VIEWS = [(sight, language) for language in ("ar", "en") for sight in SHOWN if language == "ar" or not sight.who]
"""Arabic is the heavier of the two, in letters and typefaces; what visitors read is weighed in English too."""


class Scales:
    """What comes over the wire for each address, as the browser counts it: headers and compressed bodies."""

    def __init__(self, page):
        self.page = page
        self.names, self.bytes = {}, {}
        self.session = page.context.new_cdp_session(page)
        self.session.send("Network.enable")
        self.session.on(
            "Network.requestWillBeSent", lambda told: self.names.update({told["requestId"]: told["request"]["url"]})
        )
        self.session.on(
            "Network.loadingFinished", lambda told: self.bytes.update({told["requestId"]: told["encodedDataLength"]})
        )

    def weigh(self, address):
        """The bytes of a view by somebody who was never here, by address; and those of its text, unpacked."""
        self.session.send("Network.clearBrowserCache")
        self.names.clear()
        self.bytes.clear()
        answer = self.page.goto(address)
        self.page.evaluate("document.fonts.ready.then(() => null)")
        self.session.send("Network.canClearBrowserCache")  # its answer comes after what was told before
        weights = {self.names[id]: weight for id, weight in self.bytes.items() if id in self.names}
        return weights, len(answer.body())


@pytest.fixture(scope="session")
def scales(gallery):
    """One window for each person, and what such a person has at home after reading two other pages."""
    known = {}

    def of(who, language):
        if who not in known:
            known[who] = Scales(gallery.window(who)), {}
        scales, at_home = known[who]
        if language not in at_home:
            pages = [scales.weigh(f"/{language}{path}")[0] for path in ("/help/register-account", "/ask?q=visa")]
            at_home[language] = set().union(*pages)
        return scales, at_home[language]

    return of


@pytest.mark.parametrize(("sight", "language"), VIEWS, ids=lambda part: getattr(part, "name", part))
def test_a_page_is_light(sight, language, gallery, scales, record_property):
    scale, at_home = scales(sight.who, language)
    weights, html = scale.weigh(f"/{language}{gallery.path(sight)}")
    first = round(sum(weights.values()))
    later = round(sum(weight for address, weight in weights.items() if address not in at_home))
    record_property("html, first view, later view", (html, first, later))
    assert html <= HTML
    assert first <= FIRST
    assert later <= LATER
