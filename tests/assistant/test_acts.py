"""What people do in a conversation rather than ask."""

import pytest

from diaspora_commons.assistant.acts import act_of, does

DONE = {
    "yes": [("yes please", "en"), ("yes send it", "en"), ("ok", "en"), ("oui bien sûr", "fr"), ("sí, apúntame", "es"),
            ("نعم", "ar"), ("تمام", "ar")],
    "no": [("no", "en"), ("not yet, we are an informal group", "en"), ("non merci", "fr"), ("no tengo cuenta", "es"),
           ("لا شكرا", "ar")],
    "none": [("none of these", "en"), ("no that is not it", "en"), ("aucune de ces réponses", "fr"),
             ("no es lo que busco", "es"), ("شيء آخر", "ar")],
    "back": [("go back", "en"), ("retour", "fr"), ("atrás", "es"), ("رجوع", "ar")],
    "cancel": [("never mind", "en"), ("actually no", "en"), ("finalement non", "fr"), ("mejor no", "es"),
               ("إلغاء", "ar")],
    "restart": [("start over", "en"), ("recommencer", "fr"), ("empezar de nuevo", "es"), ("ابدأ من جديد", "ar")],
    "repeat": [("can you repeat that", "en"), ("répétez svp", "fr"), ("repite la pregunta", "es"),
               ("كرر من فضلك", "ar")],
    "human": [("can somebody help me?", "en"), ("no. can somebody help me?", "en"),
              ("i want a person to look at it", "en"), ("can I talk to a human", "en"),
              ("je voudrais parler à quelqu'un", "fr"), ("quiero hablar con una persona", "es"),
              ("أريد التحدث مع شخص", "ar")],
    "thanks": [("ok thanks", "en"), ("thx", "en"), ("merci beaucoup", "fr"), ("muchas gracias", "es"),
               ("شكرا جزيلا", "ar")],
    "greeting": [("hi", "en"), ("good morning!", "en"), ("bonjour à tous", "fr"), ("hola, buenas", "es"),
                 ("السلام عليكم", "ar")],
    "goodbye": [("bye", "en"), ("au revoir", "fr"), ("hasta luego", "es"), ("مع السلامة", "ar")],
    "unhelpful": [("that does not help", "en"), ("ça ne m'aide pas", "fr"), ("no me sirve", "es"),
                  ("هذا لا يساعدني", "ar")],
    "onward": [("ok go on", "en"), ("continuez", "fr"), ("siguiente", "es"), ("التالي", "ar")],
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "language", "name"), [(text, lang, name) for name, said in DONE.items() for text, lang in said]
)
def test_what_is_done_is_understood(text, language, name):
    act = act_of(text, language)
    assert act
    assert act.name == name


@pytest.mark.parametrize(
    ("text", "page", "wished"),
    [("in english", "es", "en"), ("english please", "fr", "en"), ("en español por favor", "en", "es"),
     ("parlez-vous arabe", "en", "ar"), ("بالإنجليزية", "ar", "en")],
)  # fmt: skip
def test_a_wish_for_another_language_names_it(text, page, wished):
    assert act_of(text, page).wished == wished


@pytest.mark.parametrize(
    "text",
    ["what is the number", "how do I publish", "hello world bank report", "I want to cancel my enrolment in the course",
     "in Kenya", "Thanksgiving", "a human trafficking victim", "back pain", "2", "???",
     "yes or no questions in the quiz are strange, who can I tell about them and when will it be mended for us"],
)  # fmt: skip
def test_a_question_is_none(text):
    assert act_of(text, "en") is None


def test_what_follows_a_yes_or_no_is_told():
    assert act_of("not yet, we are an informal group", "en").rest == "we are an informal group"


def test_thanks_in_another_language_are_understood():
    act = act_of("gracias", "en")
    assert (act.name, act.language) == ("thanks", "es")


@pytest.mark.parametrize(
    ("text", "language"),
    [("je préfère ne pas donner mon adresse", "fr"), ("no address", "en"), ("prefiero no darlo", "es"),
     ("أفضل عدم ذكر عنواني", "ar"), ("skip", "en")],
)  # fmt: skip
def test_nobody_has_to_leave_an_address(text, language):
    assert does("anonymous", text, language)


def test_an_address_is_no_refusal():
    assert not does("anonymous", "ana@example.org", "en")
