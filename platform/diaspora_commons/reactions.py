"""What follows from what: the one place that says it."""

from datetime import timedelta

from diaspora_commons.accounts import erasure, export, sessions
from diaspora_commons.accounts import letters as account_letters
from diaspora_commons.assistant import conversations, standings
from diaspora_commons.assistant import documents as help_documents
from diaspora_commons.assistant import letters as ticket_letters
from diaspora_commons.assistant import personal as ticket_people
from diaspora_commons.assistant.state import Thing
from diaspora_commons.courses import documents as course_documents
from diaspora_commons.courses.certificates import letters as certificate_letters
from diaspora_commons.courses.certificates import personal as certificate_people
from diaspora_commons.courses.enrolments import clock as enrolment_clock
from diaspora_commons.courses.enrolments import letters as enrolment_letters
from diaspora_commons.courses.enrolments import personal as enrolment_people
from diaspora_commons.courses.lessons import personal as lesson_people
from diaspora_commons.courses.quizzes import personal as quiz_people
from diaspora_commons.events import documents as event_documents
from diaspora_commons.initiatives import documents as initiative_documents
from diaspora_commons.initiatives import letters as initiative_letters
from diaspora_commons.initiatives import personal as initiative_people
from diaspora_commons.kernel import database, idempotency, outbox, throttle
from diaspora_commons.kernel.clock import now
from diaspora_commons.kernel.listing import Args
from diaspora_commons.kernel.permissions import Actor
from diaspora_commons.library import documents as resource_documents
from diaspora_commons.moderation import letters as report_letters
from diaspora_commons.moderation import personal as report_people
from diaspora_commons.notifications import carrier
from diaspora_commons.organisations import documents as organisation_documents
from diaspora_commons.organisations import letters as organisation_letters
from diaspora_commons.organisations import personal as organisation_people
from diaspora_commons.partnerships import expiry as partnership_expiry
from diaspora_commons.partnerships import letters as partnership_letters
from diaspora_commons.partnerships import personal as partnership_people
from diaspora_commons.partnerships import queries as partnerships_in_hand
from diaspora_commons.search import documents, engine, misses

FINDABLE = {
    "initiative": initiative_documents,
    "organisation": organisation_documents,
    "resource": resource_documents,
    "course": course_documents,
    "lesson": course_documents,
    "event": event_documents,
    "help": help_documents,
}
"""What search finds, and the room that tells of it."""

NIGHT = 3
"""The hour, by UTC, in which what takes longer is tidied."""


def init_app() -> None:
    """Fill the two tables of the outbox."""
    outbox.follow_ups.update({"clock": tidy})
    outbox.errands.update({"letter": carrier.carry, "letter erased": carrier.take_back, "trim": trim})
    accounts()
    organisations()
    initiatives()
    partnerships()
    courses()
    enrolments()
    assistant()
    moderation()
    search()


def accounts() -> None:
    outbox.follow_ups.update(
        {
            "account link": account_letters.links,
            "account confirmed": account_letters.welcomed,
            "account password changed": account_letters.password_changed,
            "account address changed": account_letters.address_changed,
        }
    )


def organisations() -> None:
    outbox.follow_ups.update(
        {
            "invitation sent": organisation_letters.invited,
            "member joined": organisation_letters.joined,
            "member left": organisation_letters.left,
            "member removed": organisation_letters.removed,
            "member role changed": organisation_letters.role_changed,
            "claim": organisation_letters.claimed,
            "organisation published": organisation_letters.published,
            "organisation hidden": organisation_letters.hidden,
            "organisation restored": organisation_letters.restored,
            "organisation changed": organisation_letters.refile,
        }
    )
    erasure.hinders[:] = [organisation_people.hinders_erasure]
    erasure.forgets[:] = [organisation_people.forget, report_people.forget]
    export.contributes["organisations"] = organisation_people.kept_about
    export.contributes["initiatives"] = initiative_people.kept_about
    export.contributes["reports"] = report_people.kept_about
    export.contributes["partnerships"] = partnership_people.kept_about


def initiatives() -> None:
    outbox.follow_ups.update(
        {
            "initiative submit": initiative_letters.submitted,
            "initiative request_changes": initiative_letters.changes_requested,
            "initiative publish": initiative_letters.published,
            "initiative decline": initiative_letters.declined,
            "initiative appeal": initiative_letters.appealed,
            "initiative uphold": initiative_letters.upheld,
            "initiative hide": initiative_letters.hidden,
        }
    )


def partnerships() -> None:
    outbox.follow_ups.update({f"partnership {verb}": partnership_letters.told for verb in partnership_letters.TOPICS})
    outbox.follow_ups["partnership due"] = partnership_expiry.due


def courses() -> None:
    outbox.follow_ups.update(
        {
            "certificate issue": certificate_letters.issued,
            "certificate supersede": certificate_letters.superseded,
            "certificate revoke": certificate_letters.revoked,
        }
    )
    erasure.forgets.append(certificate_people.forget)
    export.contributes["certificates"] = certificate_people.kept_about


def enrolments() -> None:
    outbox.follow_ups.update({f"enrolment {verb}": enrolment_letters.told for verb in enrolment_letters.TOPICS})
    outbox.follow_ups.update({"cohort soon": enrolment_letters.soon, "cohort over": enrolment_clock.over})
    erasure.forgets.insert(0, enrolment_people.forget)  # first: it locks cohorts, before anything that all share
    export.contributes["enrolments"] = enrolment_people.kept_about
    export.contributes["lessons_read"] = lesson_people.kept_about
    export.contributes["quizzes"] = quiz_people.kept_about


def assistant() -> None:
    outbox.follow_ups.update({"ticket": ticket_letters.handed_over})
    erasure.forgets.append(ticket_people.forget)
    export.contributes["questions"] = ticket_people.kept_about
    standings.sources["partnership-status"] = [requests_of]


def requests_of(actor: Actor) -> list[Thing]:
    """How the partnership requests of the actor's organisations stand, for the assistant."""
    return [
        Thing("partnership", p.purpose or p.receiver.name, f"/partnerships/{p.public_id}", standings.word(p.state))
        for p in partnerships_in_hand.listing(actor, Args()).items
    ]


def moderation() -> None:
    outbox.follow_ups.update({"report resolve": report_letters.answered, "report dismiss": report_letters.answered})


def search() -> None:
    """The index is brought to agree with the rows; what there is to find is said by each room's documents."""
    assert FINDABLE.keys() == documents.sources.keys()
    outbox.urgent.add("search")
    outbox.errands.update(
        {"search": engine.agree, engine.REBUILD: engine.rebuild_asked, engine.NIGHT: engine.look_after}
    )


def tidy(keys: list[str]) -> None:
    """Once an hour: drop what is kept for a time only."""
    idempotency.forget_old()
    throttle.forget_old()
    sessions.forget_old()
    account_letters.forget_old_links()
    organisation_people.forget_old_invitations()
    misses.forget_old()
    conversations.forget_old()
    if now().hour == NIGHT:
        outbox.post(engine.NIGHT, "all")
    outbox.post("trim", "database")
    outbox.post("clock", "hour", due=now() + timedelta(hours=1))


def trim(keys: list[str]) -> None:
    """Let what was erased lie nowhere in the database's files; what cannot be done now is done within the hour."""
    database.trim()
