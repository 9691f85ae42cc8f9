"""The whole course on one page."""


def test_every_lesson_is_there_under_a_table_of_contents(school):
    page = school.client.get(f"{school.home}/printout").text
    contents = page.split('class="contents"')[1].split("</nav>")[0]
    for code, title in (("m1-m1-l1", "Lesson 1"), ("m1-m1-l2", "Lesson 2"), ("m2-m2-l1", "Costs")):
        assert f'<a href="#{code}">{title}</a>' in contents
        assert f'<h3 id="{code}" lang="es" dir="ltr">{title}</h3>' in page
    assert page.count("<strong>weight</strong>") == 2
    assert "What it <em>costs</em>." in page


def test_its_sources_are_named(school, world):
    school.course.sources = ["https://www.example.org/a"]
    world.keep(school.course)
    assert 'href="https://www.example.org/a"' in school.client.get(f"{school.home}/printout").text


def test_no_quiz_is_on_it(school):
    page = school.client.get(f"{school.home}/printout").text
    assert "Dakar" not in page
    assert "Explained" not in page
