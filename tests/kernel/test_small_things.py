"""Slugs, prose, pictures, languages and vocabularies."""

from io import BytesIO

import pytest
from PIL import Image

from diaspora_commons.kernel import languages, uploads, vocabulary
from diaspora_commons.kernel.errors import Invalid, TooMany
from diaspora_commons.kernel.prose import markdown, plain
from diaspora_commons.kernel.slugs import slug_of


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Seeds for Kayes", "seeds-for-kayes"),
        ("L’école – à Thiès!", "lecole-a-thies"),
        ("بذور لكايس", "bdhwr-lkys"),
        ("  ", ""),
        ("x" * 200, "x" * 70),
    ],
)
def test_a_slug_is_plain_ascii(title, slug):
    assert slug_of(title) == slug


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "![x](x onerror=alert(1))",
        '<a href="x" onclick="y">z</a>',
        "[x](data:text/html,<script>1</script>)",
        "<svg/onload=alert(1)>",
    ],
)
def test_nothing_that_people_write_can_run(text):
    html = str(markdown(text))
    assert "<script" not in html
    assert "<svg" not in html
    assert 'href="javascript' not in html
    assert 'href="data' not in html
    assert "<a onclick" not in html


def test_links_to_other_sites_vouch_for_nothing():
    assert 'rel="nofollow ugc noopener"' in markdown("[x](https://example.org)")


def test_plain_is_markdown_without_its_marks():
    assert plain("**Seeds** & [soil](https://example.org)\n\n- one") == "Seeds & soil one"


def picture(kind="JPEG", size=(40, 30), **more):
    out = BytesIO()
    Image.new("RGB", size, "red").save(out, kind, **more)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_picture_is_written_anew_as_webp(kind):
    made = uploads.picture(picture(kind))
    assert made[:4] == b"RIFF"
    assert made[8:12] == b"WEBP"


def test_what_the_camera_told_is_gone():
    exif = Image.Exif()
    exif[0x010F] = "a camera"
    assert b"a camera" not in uploads.picture(picture(exif=exif))


@pytest.mark.parametrize(
    "data", [b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a", picture()[:200], b"\x00" * 5000]
)
def test_what_is_no_picture_is_refused_with_a_sentence(data):
    with pytest.raises(Invalid):
        uploads.picture(data)


def test_a_picture_that_would_fill_the_memory_is_refused(monkeypatch):
    monkeypatch.setattr(uploads, "MOST_PIXELS", 1000)
    with pytest.raises(Invalid, match="pixels"):
        uploads.picture(picture(size=(100, 100)))


def test_keeping_a_picture_twice_keeps_one(tmp_path):
    data = uploads.picture(picture())
    assert uploads.keep(tmp_path, data) == uploads.keep(tmp_path, data)
    assert len(list(tmp_path.iterdir())) == 1


def test_each_vocabulary_has_a_label_in_each_language():
    import json

    for name, rows in json.loads(vocabulary.FILE.read_text()).items():
        if name != "languages":
            for row in rows:
                assert set(row["labels"]) >= set(languages.LANGUAGES), (name, row)


def test_countries_are_named_in_the_language_that_is_spoken():
    with languages.speaking("ar"):
        assert vocabulary.country("ML") == "مالي"
    with languages.speaking("fr"):
        assert vocabulary.country("ML") == "Mali"
        assert ("XK", "Kosovo") in vocabulary.countries()


@pytest.mark.parametrize(
    ("wishes", "spoken"), [(["fr-CA", "en"], "fr"), (["de", "ar"], "ar"), ([], "en"), (["zh"], "en")]
)
def test_the_first_wish_that_we_speak_is_spoken(wishes, spoken):
    assert languages.best_for(wishes, "en") == spoken


def test_too_many_tries_are_refused_and_time_heals(clean):
    from datetime import timedelta

    import time_machine

    from diaspora_commons.kernel import throttle
    from diaspora_commons.kernel.clock import now

    for _ in range(3):
        throttle.hit("bell", "amina", 3, timedelta(minutes=10))
    with pytest.raises(TooMany) as refused:
        throttle.hit("bell", "Amina", 3, timedelta(minutes=10))
    assert 0 < refused.value.seconds <= 600
    throttle.hit("bell", "bao", 3, timedelta(minutes=10))
    with time_machine.travel(now() + timedelta(minutes=11)):
        throttle.hit("bell", "amina", 3, timedelta(minutes=10))
