"""What search finds of a course, and what it keeps to those who take it."""

from datetime import timedelta

from diaspora_commons.courses import rules
from diaspora_commons.kernel.clock import today
from diaspora_commons.kernel.database import db
from diaspora_commons.search import engine
from diaspora_commons.search.query import parse


def found(text, **chosen):
    return engine.find(parse(text).narrowed(chosen), "en")


def test_a_lesson_is_found_by_its_title_and_leads_to_its_course(world, client):
    course = world.course("Migration governance", lessons=2)
    closed = course.modules[0].lessons[1]
    closed.title, closed.body = "Who counts whom", "Only those who take part read of the heronry."
    db.commit()
    engine.rebuild()
    hit = found("who counts whom", kind=["lesson"]).hits[0]
    assert (hit.id, hit.url) == (f"lesson:{course.slug}/{closed.code}", f"/courses/{course.slug}")
    assert "Migration governance" in hit.snippet
    assert client.get(f"/en{hit.url}").status_code == 200


def test_the_text_of_a_lesson_that_is_not_the_sample_leaves_no_trace(world, client):
    course = world.course(lessons=2)
    sample, closed = course.modules[0].lessons
    sample.body, closed.body = "Everybody reads of the kingfisher.", "Only those who take part read of the heronry."
    db.commit()
    engine.rebuild()
    assert rules.sample(course) is sample
    assert found("kingfisher").hits[0].url == f"/courses/{course.slug}/lessons/{sample.code}"
    assert found("heronry").total == found('"take part"').total == 0
    assert found("heronri").did_you_mean is None
    assert engine.check() == []


def test_a_lesson_alone_is_brought_to_agree(world):
    course = world.course(lessons=2)
    engine.rebuild()
    lesson = course.modules[0].lessons[1]
    lesson.title = "Who counts whom"
    db.commit()
    engine.agree([f"lesson:{lesson.id}"])
    assert found("counts whom").total == 1
    assert engine.check() == [f"course:{course.id}"]  # its plan names the lesson


def test_the_next_deadline_is_known(world):
    course = world.course()
    world.cohort(course, deadline=today() + timedelta(days=3))
    engine.rebuild()
    assert found("kind:course").hits[0].deadline == today() + timedelta(days=3)
