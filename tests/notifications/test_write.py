"""Writing letters: in the reader's language, saying why they came, and never with a link of somebody else's."""

import pytest
from jinja2 import ChoiceLoader, DictLoader

from diaspora_commons.kernel import outbox
from diaspora_commons.kernel.database import db
from diaspora_commons.notifications import letters
from diaspora_commons.notifications.models import Letter

TRIAL = """{{ _("News of %(title)s", title=title) }}

{{ reason }}

**{{ title }}**

[{{ _("Open the page") }}]({{ link("/initiatives/" ~ slug) }})
"""


@pytest.fixture
def write(app, world, monkeypatch):
    loader = ChoiceLoader([DictLoader({"letters/trial.txt": TRIAL}), app.jinja_env.loader])
    monkeypatch.setattr(app.jinja_env, "loader", loader)
    letters.pen.cache_clear()

    def write(language="en", **facts):
        told = {"title": "Seeds", "reason": "Because.", "slug": "seeds", **facts}
        return letters.write("a@example.org", language, "trial", **told)

    yield write
    letters.pen.cache_clear()


def test_the_first_line_is_the_subject_and_the_rest_the_text(write):
    letter = write(name="Amina")
    assert letter.subject == "News of Seeds"
    assert letter.text.startswith("Dear Amina,\n\nBecause.")
    assert "<strong>Seeds</strong>" in letter.html


def test_a_link_alone_in_its_paragraph_is_a_button_to_the_page_in_the_readers_language(write):
    letter = write("fr")
    assert 'href="http://127.0.0.1:8000/fr/initiatives/seeds"' in letter.html
    assert "display:inline-block" in letter.html


def test_what_people_wrote_is_shown_and_never_read_as_marks(write):
    evil = "[Win](https://evil.example) <https://evil.example> *x* `y` <b>"
    letter = write(title=evil, reason=evil, name=evil)
    assert letter.subject == f"News of {evil}"
    assert "evil.example" in letter.html
    assert "evil.example" not in "".join(part for part in letter.html.split('href="')[1:] if part.startswith("https"))
    assert "<b>" not in letter.html
    assert evil in letters.plain_part(letter)


def test_the_plain_part_writes_links_out_and_says_why_it_came(write):
    said = letters.plain_part(write(slug="a_b"))
    assert "Open the page\nhttp://127.0.0.1:8000/en/initiatives/a_b" in said
    assert "somebody gave this address" in said


def test_an_arabic_letter_reads_from_right_to_left(write):
    assert 'lang="ar" dir="rtl"' in write("ar").html


def test_a_letter_written_once_is_not_written_again(write):
    assert write(once="one") is not None
    assert write(once="one") is None
    assert db.query(Letter).count() == 1


def test_a_letter_is_posted_in_the_same_transaction(write):
    letter = write()
    assert db.query(outbox.Line).filter_by(topic="letter", key=str(letter.id)).count() == 1


def test_every_letter_of_the_house_can_be_written(app):
    """A template with a fault would be found only when somebody waits for the letter."""
    names = [name for name in app.jinja_env.list_templates() if name.startswith("letters/")]
    assert names
    for name in names:
        letters.pen(app.jinja_env).get_template(name)
