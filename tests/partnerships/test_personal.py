"""What is kept about a person here, and what remains when the person goes."""

import json

from sqlalchemy import select, text

from diaspora_commons.accounts.actions import erase
from diaspora_commons.accounts.models import Person
from diaspora_commons.kernel import unit_of_work
from diaspora_commons.kernel.database import Base, db
from diaspora_commons.organisations.models import MemberRole
from diaspora_commons.partnerships.models import Contact, Partnership, State


def test_ones_own_copy_has_what_one_wrote(client, world, post_to):
    asked = world.partnership(State.CLARIFYING)
    post_to(world.ines, asked, "messages", {"words": "Three evenings."})
    post_to(world.amina, asked, "acceptance", {"contact": "yes"})
    copies = {}
    for person in (world.ines, world.amina):
        copies[person.name] = json.loads(client.sign_in(person).get("/en/account/data.json").text)["partnerships"]
    ines, amina = copies["Ines"], copies["Amina"]
    assert ines["requests_begun_by_you"][0]["purpose"] == "Two seasons of seed tests"
    assert [entry["words"] for entry in ines["what_you_wrote"]] == ["", "Three evenings."]
    assert amina["requests_begun_by_you"] == []
    assert [entry["what"] for entry in amina["what_you_wrote"]] == ["accepted"]
    assert amina["address_shown_in"][0]["from"] == "Ponte Atlântica"
    assert "Three evenings" not in json.dumps(amina)


def test_who_has_left_does_not_learn_what_others_made_of_a_draft(client, world):
    world.partnership(State.DRAFT, sender=world.sahel, receiver=world.ponte, purpose="Zwitscherlein")
    begun = json.loads(client.sign_in(world.ines).get("/en/account/data.json").text)["partnerships"]
    assert len(begun["requests_begun_by_you"]) == 1
    assert "Zwitscherlein" not in json.dumps(begun)


def test_after_erasure_no_table_knows_the_person(world, post_to, settle):
    world.member(world.ponte, world.bao, MemberRole.OWNER)
    gone = world.person("Kanarina Zwitscher", email="kanarina@example.org")
    world.member(world.ponte, gone, MemberRole.EDITOR)
    asked = world.partnership(State.CLARIFYING, author_id=gone.id)
    post_to(gone, asked, "messages", {"words": "Three evenings."})
    post_to(world.amina, asked, "acceptance")
    post_to(gone, asked, "contact")
    settle()
    with unit_of_work.writing():
        erase(db.get(Person, gone.id))
    settle()
    kept = db.scalars(select(Partnership)).one()
    assert (kept.author_id, kept.purpose) == (None, "Two seasons of seed tests")
    assert db.scalar(select(Contact.id)) is None
    for table in Base.metadata.sorted_tables:
        for row in db.execute(text(f'SELECT * FROM "{table.name}"')):
            assert "kanarina" not in str(row).lower(), table.name
