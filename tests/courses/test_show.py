"""The page of a course, and the lesson that everybody may read."""

from datetime import date, timedelta

import time_machine

from diaspora_commons.kernel.clock import today


def test_a_course_says_what_it_teaches_and_asks(client, world):
    course = world.course(
        partner_names=["ADEPT"], partner_note="ADEPT must confirm its part.", sources=["https://www.example.org/a"]
    )
    page = client.get(f"/en/courses/{course.slug}").text
    for words in (
        "Use terms with care",
        "Lesson 2",
        "Complete every lesson.",
        "ADEPT must confirm",
        "example.org/a",
        "70%",
    ):
        assert words in page


def test_a_deadline_counts_until_the_end_of_its_day_in_utc(client, world):
    course = world.course()
    world.cohort(course, deadline=date(2027, 9, 4), starts=date(2027, 9, 14), ends=date(2027, 12, 18))
    for moment, words in (
        ("2027-09-04T23:59:59Z", "Open until 4 September 2027"),
        ("2027-09-05T00:00:00Z", "Enrolment ended on 4 September 2027"),
        ("2027-09-14T00:00:00Z", "Running now"),
        ("2027-12-19T00:00:00Z", "Ended"),
    ):
        with time_machine.travel(moment, tick=False):
            assert words in client.get(f"/en/courses/{course.slug}").text, moment


def test_a_demonstration_cohort_says_what_it_is(client, world):
    course = world.course()
    world.cohort(course, is_example=True)
    page = client.get(f"/en/courses/{course.slug}").text
    assert "Demonstration" in page
    assert "nobody teaches it" in page


def test_only_an_open_cohort_offers_a_seat(client, world):
    course = world.course()
    closed = world.cohort(course, deadline=today() - timedelta(days=1))
    over = world.cohort(course, deadline=today() - timedelta(days=90), ends=today() - timedelta(days=1))
    open_one = world.cohort(course)
    for person in (world.bao, world.tadesse):
        page = client.sign_in(person).get(f"/en/courses/{course.slug}").text
        assert f"cohorts/{open_one.code}/enrolment" in page
        assert f"cohorts/{closed.code}/enrolment" not in page
        assert f"cohorts/{over.code}/enrolment" not in page
        assert page.index("Open until") < page.index("Ended"), "what is over stands last"


def test_a_course_in_another_language_is_marked(client, world):
    course = world.course("Intégrer la migration", language="fr")
    page = client.get(f"/ar/courses/{course.slug}").text
    assert '<h1 lang="fr" dir="ltr">' in page


def test_the_first_lesson_is_open_and_the_others_are_not(client, world):
    course = world.course(language="es")
    page = client.get(f"/en/courses/{course.slug}/lessons/m1-l1")
    assert page.status_code == 200
    assert '<div class="prose" lang="es" dir="ltr">' in page.text
    assert "<strong>weight</strong>" in page.text
    assert f'href="/en/courses/{course.slug}#cohorts"' in page.text, "the way to enrol"
    assert client.get(f"/en/courses/{course.slug}/lessons/m1-l2").status_code == 404
    assert client.get("/en/courses/nothing/lessons/m1-l1").status_code == 404


def test_a_course_without_lessons_or_cohorts_is_still_a_page(client, world):
    course = world.course(lessons=0)
    assert "No cohort has a date yet." in client.get(f"/en/courses/{course.slug}").text


def test_who_chose_a_cohort_before_signing_in_finds_it_marked(client, world):
    course = world.course()
    cohort, other = world.cohort(course), world.cohort(course)
    here = f"/en/courses/{course.slug}"
    assert "Your choice" in client.get(f"{here}?cohort={cohort.code}").text
    page = client.get(here).text
    assert "Your choice" not in page
    assert f"?cohort%3D{other.code}" in page
    page = client.sign_in(world.bao).get(f"{here}?cohort={other.code}").text
    assert page.count("Your choice") == 1
    assert f'button-primary" aria-describedby="cohort-{other.code}"' in page
    assert f'button-plain" aria-describedby="cohort-{cohort.code}"' in page
    assert "Your choice" not in client.get(f"{here}?cohort=%3Cb%3E").text
