"""A word that stands only in what is not public must be seen by nobody else, wherever they look."""

import re

import pytest

from diaspora_commons.initiatives.models import State

CANARY = "Zwitscherlein"
PLACES = (
    "/en/", "/en/initiatives", "/en/initiatives?country=ML", "/en/initiatives?sort=title", "/en/initiatives/mine",
    "/en/organisations", "/en/organisations/{organisation}", f"/en/search?q={CANARY}", f"/en/search?q={CANARY[:8]}",
    f"/en/search?q={CANARY}&kind=initiative", f"/api/v1/search?q={CANARY}", f"/en/ask?q={CANARY}",
    f"/api/v1/ask?q={CANARY}", "/en/initiatives/{initiative}", "/en/initiatives/{initiative}/edit", "/sitemap.xml",
    "/en/feeds", "/en/desk",
)  # fmt: skip


def seen(client, path):
    """What a reader sees at an address, without marks inside the words."""
    return re.sub(r"<[^>]+>", "", client.get(path, follow_redirects=True).text)


def test_these_eyes_see_what_is_public(client, world, settle):
    public = world.published(f"{CANARY} title", summary=f"{CANARY} summary")
    settle()
    places = (
        "/en/initiatives",
        f"/en/search?q={CANARY}",
        f"/en/initiatives/{public.slug}",
        f"/api/v1/search?q={CANARY}",
    )
    for place in places:
        assert f"{CANARY} title" in seen(client, place), place


@pytest.mark.parametrize("state", [s for s in State if s != State.PUBLISHED])
def test_nobody_else_sees_what_is_not_public(client, world, settle, state):
    private = world.initiative(
        f"{CANARY} title", state, summary=f"{CANARY} summary", story=f"{CANARY} story", needs=CANARY,
        reason=f"{CANARY} reason",
    )  # fmt: skip
    settle()
    for person in (None, world.bao, world.ines):
        client.sign_in(person) if person else client.sign_out()
        for place in PLACES:
            path = place.format(organisation=world.sahel.slug, initiative=private.slug)
            text = seen(client, path)
            for part in ("title", "summary", "story", "reason"):
                assert f"{CANARY} {part}" not in text, path


@pytest.mark.parametrize("state", [State.DRAFT, State.ARCHIVED])
def test_not_even_moderators_see_a_draft(client, world, settle, state):
    private = world.initiative(f"{CANARY} title", state)
    settle()
    client.sign_in(world.dalia)
    for place in (*PLACES, "/en/moderation", "/en/moderation/ledger"):
        path = place.format(organisation=world.sahel.slug, initiative=private.slug)
        assert f"{CANARY} title" not in seen(client, path), path
