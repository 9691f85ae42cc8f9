"""What is right, whatever is answered; and how much it makes."""

from hypothesis import given
from hypothesis import strategies as st

from diaspora_commons.courses.quizzes import marking
from diaspora_commons.courses.quizzes.models import Question

places = st.lists(st.integers(0, 5), unique=True)
words = st.text(min_size=1, max_size=40).filter(lambda text: marking.plain(text) != "")


def question(kind, correct, options=("a", "b", "c", "d", "e", "f")):
    return Question(kind=kind, options=list(options), correct=correct)


@given(places, places)
def test_several_are_right_when_every_right_one_and_no_other_is_chosen(correct, chosen):
    is_right = marking.is_right(question("multiple", correct), chosen)
    assert is_right == (bool(chosen) and sorted(correct) == sorted(chosen))


@given(st.integers(0, 5), st.integers(0, 5))
def test_one_is_right_when_it_is_the_one(correct, chosen):
    assert marking.is_right(question("single", [correct]), [chosen]) == (correct == chosen)


@given(words, st.sampled_from([str.upper, str.lower, str.title, str.swapcase]))
def test_a_short_text_is_right_however_it_is_written(text, how):
    asked = question("short_text", ["something else", text], [])
    assert marking.is_right(asked, [text])
    assert marking.is_right(asked, [f"  {'   '.join(text.split(' '))} "])
    if marking.plain(how(text)) == marking.plain(text):
        assert marking.is_right(asked, [how(text)])


def test_marks_and_forms_of_letters_do_not_matter():
    asked = question("short_text", ["Éducation populaire", "الهِجْرة"], [])
    for written in ("education  POPULAIRE", "E\u0301ducation populaire", "الهجره", "الـهجرة"):
        assert marking.is_right(asked, [written]), written
    for written in ("education", "populaire", "هجرة", "Education-populaire"):
        assert not marking.is_right(asked, [written]), written


def test_arabic_alefs_and_digits_are_one():
    assert marking.is_right(question("short_text", ["أفريقيا ٢٠٢٤"], []), ["افريقيا 2024"])


@given(st.sampled_from(["single", "multiple", "true_false", "short_text"]), places)
def test_no_answer_is_never_right(kind, correct):
    assert not marking.is_right(question(kind, correct), [])


@given(st.lists(st.booleans(), min_size=1, max_size=60))
def test_a_score_is_a_whole_percentage_rounded_down(marks):
    score = marking.score(marks)
    assert 0 <= score <= 100
    assert score * len(marks) <= 100 * sum(marks) < (score + 1) * len(marks)
    assert (score == 100) == all(marks)
    assert marking.score(sorted(marks)) == score


def test_two_of_three_are_sixty_six():
    assert marking.score([True, True, False]) == 66
    assert marking.score([]) == 100
