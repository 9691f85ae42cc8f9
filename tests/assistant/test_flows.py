"""Flows in each language: begun, turned, left and taken up again."""

import pytest

from diaspora_commons.assistant import answers
from diaspora_commons.assistant.desk import Stage
from diaspora_commons.assistant.dialogues import DAY, told
from diaspora_commons.assistant.state import State
from diaspora_commons.assistant.talk import reply_to
from diaspora_commons.kernel.permissions import VISITOR

TALKS = {
    "es": [
        [("busco un curso sobre jóvenes", "ask_slot", "language"), ("en inglés", "show_courses", ""),
         ("el primero", "ask_slot", "cohort"), ("la de marzo", "ask_sign_in", "")],
        [("necesitamos un socio en Colombia para un proyecto de educación", "show_partners", ""),
         ("¿y en México?", "show_partners", ""), ("empezar de nuevo", "restart", "")],
        [("el formulario no funciona", "ask_slot", "page"),
         ("al registrarme sale un error", "ask_slot", "reply_address"),
         ("prefiero no dar mi correo", "confirm_ticket", "confirmation"), ("sí, envíalo", "create_ticket", "")],
        [("quiero verificar un certificado", "ask_slot", "code"), ("1234-ABCD-5678", "verify_certificate", "")],
    ],
    "fr": [
        [("je veux m'inscrire au cours sur les données", "ask_slot", "cohort"), ("celle de mars", "ask_sign_in", "")],
        [("je voudrais trouver une association qui travaille dans la santé au Mali", "show_partners", ""),
         ("et au Sénégal ?", "show_partners", ""), ("la deuxième", "start_partnership_request", ""),
         ("non merci", "cancel_flow", "")],
        [("je voudrais parler à quelqu'un", "start_ticket", "message"),
         ("mon initiative a disparu", "ask_slot", "reply_address"),
         ("lea@example.org", "confirm_ticket", "confirmation"), ("oui envoyez", "create_ticket", "")],
        [("je veux publier une initiative", "start_wizard", "has_account"), ("oui", "ask_slot", "organisation"),
         ("retour", "start_wizard", "has_account")],
    ],
    "ar": [
        [("أبحث عن شريك في المغرب", "ask_slot", "sector"), ("التعليم", "show_partners", ""),
         ("وفي تونس؟", "show_partners", ""), ("الأول", "start_partnership_request", "")],
        [("أريد نشر مبادرة", "start_wizard", "has_account"), ("نعم", "ask_slot", "organisation"),
         ("لا، نحن مجموعة غير رسمية", "wizard_step", "next"), ("تابع", "wizard_step", "")],
        [("أريد أن أتحقق من شهادة", "ask_slot", "code"), ("إلغاء", "cancel_flow", "")],
    ],
    "en": [
        [("I'd like to verify a certificate", "ask_slot", "code"), ("what is the passing mark", "answer", ""),
         ("XYZ9-8888-ABCD", "verify_certificate", "")],
        [("I want to apply for the course on storytelling", "ask_slot", "cohort"), ("the next one", "ask_sign_in", "")],
        [("how do I enrol in a course", "answer", ""), ("is it free?", "answer", "")],
        [("what is the weather today", "show_search_results", ""), ("no", "offer_handoff", ""),
         ("yes", "start_ticket", "reply_address")],
        [("we are looking for a partner", "ask_slot", "country"),
         ("I do not know what a diaspora is", "ask_slot", "country"),
         ("Ghana", "ask_slot", "sector"), ("never mind", "cancel_flow", "")],
    ],
}  # fmt: skip


@pytest.mark.parametrize("language", TALKS)
def test_flows_are_gone_through_in_every_language(client, commons, language):
    for talk in TALKS[language]:
        desk, state = answers.desk(VISITOR, Stage(DAY)), State(language=language)
        for text, action, ask in talk:
            said = told(desk, reply_to(desk, state, text))
            assert (said["action"], said["ask"]) == (action, ask), text


def test_the_form_at_the_end_is_filled_in(client, commons):
    """The page of the partnership request knows the partner, and signing in leads back to the chosen cohort."""
    said = {}
    for text in ("we need a partner in Uganda for health", "the first one"):
        said = client.open("/api/v1/ask", method="POST", json={"text": text, **said}).json
        said = {"conversation": said["conversation"], "links": said["links"]}
    [form] = [link["url"] for link in said["links"] if link["page"] == "partnership-new"]
    assert "organisation=" in form
    said = {}
    for text in ("enrol me in the course on storytelling", "the next one"):
        said = client.open("/api/v1/ask", method="POST", json={"text": text, **said}).json
        said = {"conversation": said["conversation"], "links": said["links"]}
    assert "cohort%3Dcommunications-storytelling" in next(
        link["url"] for link in said["links"] if link["page"] == "login"
    )


def test_not_wanting_something_does_not_begin_it(client, commons):
    desk = answers.desk(VISITOR)
    for text in ("I do not want to publish an initiative", "je ne veux pas publier une initiative"):
        assert reply_to(desk, State(language="en"), text).action != "start_wizard"
