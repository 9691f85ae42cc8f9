"""Writing: saved at any time, never over somebody else's words, never lost."""

from io import BytesIO

import pytest
from PIL import Image

from diaspora_commons.initiatives.models import State
from diaspora_commons.kernel.settings import settings
from diaspora_commons.organisations.models import MemberRole


@pytest.fixture
def write(client):
    def write(person, initiative, **words):
        form = {"title": initiative.title, "language": "en", "version": initiative.version, **words}
        return client.sign_in(person).post(f"/en/initiatives/{initiative.slug}/edit", form)

    return write


def test_everything_that_is_written_is_kept(world, ready, again, write):
    draft = ready()
    answer = write(
        world.amina, draft, title="More seeds", summary="Short.", story="## How\n\nBy bus.", language="fr",
        countries=["ML", "SN"], heritage=["ML"], sectors=["agriculture"], sdgs=["2", "13"], gcm=["19"],
        activity="on-hold", start_year="2019", end_year="2027", needs="A van", offers="Seeds", results="[A](https://a.org)",
        website="https://seeds.example.org", partners="ponte atlântica\n",
    )  # fmt: skip
    assert answer.status_code == 303
    kept = again(draft)
    assert (kept.title, kept.summary, kept.language, kept.activity) == ("More seeds", "Short.", "fr", "on-hold")
    assert (kept.start_year, kept.end_year, kept.needs, kept.website) == (
        2019,
        2027,
        "A van",
        "https://seeds.example.org",
    )
    assert kept.tagged("country") == ["ML", "SN"]
    assert kept.tagged("sdg") == ["2", "13"]
    assert [o.name for o in kept.partners] == ["Ponte Atlântica"]
    assert kept.slug == draft.slug


def test_a_draft_needs_its_title_only(world, ready, again, write):
    draft = ready()
    assert write(world.amina, draft, summary="", story="").status_code == 303
    assert again(draft).story == ""
    assert write(world.amina, again(draft), title="").status_code == 422


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("website", "javascript:alert(1)", "Give the whole address of a web page"),
        ("start_year", "19", "Give a year of four digits."),
        ("end_year", "1950", "The last year is before the first."),
        ("partners", "Nobody of this name", "Nobody of this name"),
        ("countries", "ZZ", "ZZ"),
        ("summary", "x" * 601, "600"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(world, ready, write, again, field, value, sentence):
    draft = ready()
    words = {"story": "A long night's work", "start_year": "2000", field: value}
    answer = write(world.amina, draft, **words)
    assert answer.status_code == 422
    assert sentence in answer.text.replace("&#39;", "'")
    assert "A long night" in answer.text
    assert again(draft).story != "A long night's work"


def test_two_editors_at_once_do_not_overwrite_each_other(world, ready, write, again):
    draft = ready()
    colleague = world.person("Moussa")
    world.member(world.sahel, colleague, MemberRole.EDITOR)
    assert write(colleague, draft, story="Moussa's words").status_code == 303
    late = write(world.amina, draft, story="Amina's words")
    assert late.status_code == 409
    assert "Amina&#39;s words" in late.text
    assert "saved while you were writing" in late.text
    assert again(draft).story == "Moussa's words"
    assert write(world.amina, again(draft), story="Amina's words").status_code == 303


@pytest.mark.parametrize("who", ["ines", "bao", "dalia"])
def test_others_do_not_even_see_a_draft(world, ready, write, who):
    assert write(getattr(world, who), ready(), title="Mine now").status_code == 404


def test_a_reader_of_the_organisation_and_a_moderator_look_and_do_not_write(world, ready, write):
    world.member(world.sahel, world.bao, MemberRole.READER)
    assert write(world.bao, ready(), title="Mine now").status_code == 403
    assert write(world.dalia, ready(State.PUBLISHED), title="Mine now").status_code == 403


@pytest.mark.parametrize("state", [State.SUBMITTED, State.DECLINED, State.APPEALED, State.ARCHIVED])
def test_what_is_before_the_moderators_stays_as_it_is(world, ready, write, state):
    answer = write(world.amina, ready(state), title="Another")
    assert answer.status_code == 409
    assert "Take it back into the drafts first." in answer.text


def test_what_is_published_stays_complete(world, ready, write, again):
    published = ready(State.PUBLISHED)
    answer = write(world.amina, published, summary=published.summary, story="", countries="ML", sectors="agriculture")
    assert answer.status_code == 422
    assert "Tell the story" in answer.text
    assert again(published).story


def test_a_listing_from_public_sources_may_be_mended_without_a_story(world, write, again):
    listed = world.published(organisation=world.sahel)
    answer = write(
        world.amina, listed, title="Right name", summary=listed.summary, countries="ML", sectors="agriculture"
    )
    assert answer.status_code == 303
    assert again(listed).title == "Right name"


def a_picture():
    out = BytesIO()
    Image.new("RGB", (40, 30), "red").save(out, "PNG")
    out.seek(0)
    return (out, "seeds.png")


def test_a_picture_is_made_plain_and_can_be_taken_away(client, world, ready, write, again):
    draft = ready()
    answer = write(world.amina, draft, image=a_picture(), image_text="Hands full of millet")
    assert answer.status_code == 303
    kept = again(draft)
    assert (settings().uploads_folder / kept.image).read_bytes()[8:12] == b"WEBP"
    page = client.get(f"/en/initiatives/{draft.slug}").text
    assert f'src="/uploads/{kept.image}" alt="Hands full of millet"' in page
    assert write(world.amina, kept, without_image="y").status_code == 303
    assert (again(draft).image, again(draft).image_text) == (None, "")


def test_what_is_no_picture_is_refused_with_the_words_kept(world, ready, write):
    answer = write(world.amina, ready(), story="Still here", image=(BytesIO(b"<svg onload=alert(1)>"), "a.svg"))
    assert answer.status_code == 422
    assert "This is not a picture that we can read." in answer.text
    assert "Still here" in answer.text
