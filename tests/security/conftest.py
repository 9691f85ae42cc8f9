"""A world in which there is one of everything that somebody might take, read or change without leave."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from diaspora_commons.accounts.models import LinkKind, MailedLink, Role, SignIn
from diaspora_commons.accounts.queries import token_hash
from diaspora_commons.courses.enrolments import actions as enrolments
from diaspora_commons.courses.quizzes import actions as quizzes
from diaspora_commons.initiatives.models import State
from diaspora_commons.kernel import unit_of_work
from diaspora_commons.kernel.clock import now
from diaspora_commons.kernel.database import make_session
from diaspora_commons.moderation.models import Report
from diaspora_commons.notifications.models import Letter
from diaspora_commons.organisations.models import Claim, Invitation, MemberRole
from diaspora_commons.partnerships.models import Contact, Kind, TimelineEntry
from diaspora_commons.partnerships.models import State as RequestState


@pytest.fixture
def things(world, settle):
    """One of everything, and who is who: `things.owner`, `things.draft`…"""
    later = now() + timedelta(days=1)
    it = SimpleNamespace(visitor=None, member=world.bao, other=world.ines, owner=world.amina, moderator=world.dalia)
    it.administrator, it.sahel, it.ponte = world.emre, world.sahel, world.ponte
    it.reader = world.person("Rania")
    it.editor = world.person("Edith", role=Role.EDITOR)
    world.member(world.sahel, it.reader, MemberRole.READER)
    for state in State:
        said = {"reason": "Say more.", "decided_at": now(), "decided_by_id": world.rosa.id}
        more = said if state in (State.DECLINED, State.APPEALED, State.CHANGES_REQUESTED) else {}
        story = "A long story of seeds. " * 20
        made = world.initiative(f"The {state} garden", state, story=story, activity="ongoing", **more)
        setattr(it, str(state), made)
    it.listed = world.organisation("Listed only", source_url="https://example.org/list")
    it.unpublished = world.organisation("Just begun", owner=world.amina, is_published=False)
    it.hidden = world.organisation("Put away", owner=world.amina, is_published=False, hidden_reason="A hidden reason.")
    it.resource, it.course, it.event = world.resource(), world.course(), world.event()
    it.quiz = world.quiz(it.course.modules[0], ("short_text", [], ["gold"]))
    it.cohort = world.cohort(it.course, opens_on_enrolment=True)
    with unit_of_work.writing():
        it.enrolment = enrolments.enrol(world.amina, it.cohort)
        it.attempt = quizzes.begin(world.amina, it.enrolment, it.quiz)
    it.certificate = world.certificate(world.amina)
    it.invitation = world.keep(
        Invitation(
            organisation=world.sahel, email=world.bao.email, role=MemberRole.EDITOR, token_hash=token_hash("t"),
            invited_by_id=world.amina.id, expires_at=later,
        )
    )  # fmt: skip
    it.claim = world.keep(Claim(organisation=it.listed, person_id=world.tadesse.id, evidence="My name is there."))
    it.own_claim = world.keep(Claim(organisation=it.listed, person_id=world.amina.id, evidence="I founded it."))
    it.report = world.keep(Report(about="/courses", concern="wrong", words="It ended.", email="r@example.org",
                                  language="en"))  # fmt: skip
    it.letter = world.keep(Letter(person_id=world.amina.id, address=world.amina.email, language="en", kind="welcome",
                                  subject="Hello", text="To you alone", html="<p>To you alone</p>"))  # fmt: skip
    requests_of(world, it)
    it.session = world.keep(SignIn(key_hash="somewhere else", person_id=world.amina.id, device="", ends_at=later))
    for kind in LinkKind:
        mine = kind not in (LinkKind.CONFIRMATION, LinkKind.ADDRESS)
        facts = {"name": "Newcomer", "password_hash": "none"}
        email = world.amina.email if mine else f"{kind}@example.org"
        world.keep(
            MailedLink(kind=kind, email=email, language="en", facts=facts, token_hash=token_hash(str(kind)),
                       person_id=None if kind is LinkKind.CONFIRMATION else world.amina.id, expires_at=later)
        )  # fmt: skip
    settle()
    return it


def requests_of(world, it):
    """What Sahel Roots asks and is asked; the other side is somebody who is nobody here."""
    friend = world.organisation("Far friends", owner=world.person("Farida"))
    it.request_in = world.partnership(sender=friend, author_id=None)
    other = world.organisation("Near friends", owner=world.person("Nuria"))
    it.request_draft = world.partnership(
        RequestState.DRAFT, sender=world.sahel, receiver=other, author_id=world.amina.id
    )
    it.request_out = world.partnership(sender=world.sahel, receiver=friend, ago=20)
    it.request_declined = world.partnership(RequestState.DECLINED, sender=world.sahel, receiver=friend)
    it.request_accepted = world.partnership(RequestState.ACCEPTED, sender=friend)
    words = {"partnership_id": it.request_declined.id, "organisation_id": friend.id, "words": "Not now."}
    it.refusal = world.keep(TimelineEntry(kind=Kind.DECLINED, told_at=now(), **words))
    for organisation, person in ((world.sahel, world.amina), (friend, friend.members[0].person)):
        shown = {"partnership_id": it.request_accepted.id, "organisation_id": organisation.id, "person_id": person.id}
        world.keep(Contact(**shown))
    it.friend = friend


@pytest.fixture
def undone(clean):
    """Do something and take it back, so that the next starts from the same world."""

    def undo(act):
        point = make_session.kw["bind"].begin_nested()
        try:
            return act()
        finally:
            point.rollback()

    return undo
