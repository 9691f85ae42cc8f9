"""The list of courses."""

from datetime import timedelta

from diaspora_commons.kernel.clock import today


def test_the_nearest_deadline_stands_first(client, world):
    later, sooner, none = world.course("Later"), world.course("Sooner"), world.course("None")
    world.cohort(later, deadline=today() + timedelta(days=40))
    world.cohort(sooner, deadline=today() + timedelta(days=5))
    world.cohort(none, deadline=today() - timedelta(days=5), starts=today(), ends=today() + timedelta(days=9))
    page = client.get("/en/courses").text
    assert page.index("Sooner") < page.index("Later") < page.index(">None<")
    assert "3 courses" in page


def test_an_example_does_not_count_as_the_next_cohort(client, world):
    course = world.course("Quiet")
    world.cohort(course, is_example=True)
    assert "applications until" not in client.get("/en/courses").text


def test_facets_are_language_and_level(client, world):
    world.course("Cours", language="fr", level="advanced")
    world.course("Course")
    page = client.get("/en/courses?language=fr").text
    assert "1 course<" in page
    assert "Only in French" in page
    assert "Course</a>" not in page
    assert "1 course<" in client.get("/en/courses?level=introductory").text


def test_an_empty_catalogue_says_so(client, world):
    assert "There is no course yet." in client.get("/en/courses").text
