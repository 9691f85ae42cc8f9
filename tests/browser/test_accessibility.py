"""Nothing keeps anybody out of a page: axe finds nothing on any type of page, however it is looked at."""

import pytest

from gallery import SIGHTS

pytestmark = pytest.mark.browser
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
RUN = """tags => axe.run({runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]}).then(found =>
  found.violations.flatMap(fault => fault.nodes.map(node =>
    `${fault.id} (${fault.impact}): ${node.target} ${node.html.slice(0, 160)} ${node.failureSummary}`)))"""
WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 320, "height": 640}
LIGHT = {"color_scheme": "light", "forced_colors": "none"}
DARK = {"color_scheme": "dark", "forced_colors": "none"}
FORCED = {"color_scheme": "light", "forced_colors": "active"}
LOOKS = {"en": (LIGHT, DARK, FORCED), "ar": (LIGHT, DARK)}
UNFOLD = "document.querySelectorAll('main details:not([open])').forEach(fold => { fold.open = true })"


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
        found = [*look(page, language), *(page.evaluate(UNFOLD) or look(page, language, unfolded=True))]
    assert not found, "\n".join(found)
    if not sight.who:
        assert page.context.cookies() == []


def look(page, language, unfolded=False):
    """What axe finds in each look and width; what is unfolded is looked at in two of them."""
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)
        for how in LOOKS[language]:
            if not unfolded or (how, size) in ((LIGHT, NARROW), (DARK, WIDE)):
                page.emulate_media(**how)
                words = " ".join(["unfolded" * unfolded, language, str(size["width"]), *how.values()])
                yield from (f"{words}: {fault}" for fault in page.evaluate(RUN, TAGS))
                width = page.evaluate("document.documentElement.scrollWidth")
                if width > size["width"]:
                    yield f"{words}: scrolls sideways, {width} px wide"
