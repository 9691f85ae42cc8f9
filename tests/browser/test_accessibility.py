"""Nothing keeps anybody out of a page: axe finds nothing on any type of page, however it is looked at."""

import pytest

from gallery import SIGHTS

pytestmark = pytest.mark.browser
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
EVERYTHING = {"type": "tag", "values": TAGS}
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""All that another set of colours can change; everything else axe reads from the text, the widths and the order."""
RUN = """only => axe.run({runOnly: only, resultTypes: ["violations"]}).then(found =>
  found.violations.flatMap(fault => fault.nodes.map(node =>
    `${fault.id} (${fault.impact}): ${node.target} ${node.html.slice(0, 160)} ${node.failureSummary}`)))"""
WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 320, "height": 640}
LIGHT = {"color_scheme": "light", "forced_colors": "none"}
DARK = {"color_scheme": "dark", "forced_colors": "none"}
FORCED = {"color_scheme": "light", "forced_colors": "active"}
LOOKS = {"en": (LIGHT, DARK, FORCED), "ar": (LIGHT, DARK)}
UNFOLD = """() => document.querySelectorAll("main details").forEach(fold => { fold.open = true })"""


@pytest.fixture(scope="session")
def desks(gallery):
    """One window for each person, kept from page to page."""
    opened = {}

    def desk(who):
        if who not in opened:
            opened[who] = gallery.window(who, reduced_motion="reduce")
        return opened[who]

    return desk


@pytest.mark.parametrize("language", LOOKS)
@pytest.mark.parametrize("sight", SIGHTS, ids=lambda sight: sight.name)
def test_axe_finds_nothing_and_nothing_is_cut_off(sight, language, gallery, desks, watch, axe_source):
    page = desks(sight.who)
    with watch(page):
        page.set_viewport_size(WIDE)
        gallery.show(sight, page, language)
        page.evaluate(axe_source)
        found = [*look(page, language, WIDE, LOOKS[language]), *look(page, language, NARROW, ())]
        page.evaluate(UNFOLD)
        found += look(page, language, NARROW, (LIGHT, DARK))
    assert not found, "\n".join(found)
    if not sight.who:
        assert page.context.cookies() == []


def look(page, language, size, looks):
    """What axe finds in each light, and whether anything reaches beyond the edge."""
    page.set_viewport_size(size)
    for how in looks:
        page.emulate_media(**how)
        words = " ".join([language, str(size["width"]), *how.values()])
        yield from (f"{words}: {fault}" for fault in page.evaluate(RUN, EVERYTHING if how == LIGHT else COLOURS))
    width = page.evaluate("document.documentElement.scrollWidth")
    if width > size["width"]:
        yield f"{language}: scrolls sideways, {width} px wide instead of {size['width']}"
