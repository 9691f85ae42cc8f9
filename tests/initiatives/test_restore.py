"""What was put away comes back as a draft, and is reviewed again when it was declined."""

from diaspora_commons.initiatives.models import State


def test_it_comes_back_as_a_draft(world, ready, post_to, again):
    archived = ready(State.ARCHIVED)
    assert post_to(world.amina, archived, "restoration").status_code == 303
    assert again(archived).state == State.DRAFT


def test_this_is_no_way_around_a_refusal(world, ready, post_to):
    ready(State.PUBLISHED)
    declined = ready(State.DECLINED)
    post_to(world.amina, declined, "archive")
    post_to(world.amina, declined, "restoration")
    assert post_to(world.amina, declined, "publication").status_code == 403
    assert post_to(world.amina, declined, "submission").status_code == 303


def test_others_find_nothing_to_restore(world, ready, post_to):
    archived = ready(State.ARCHIVED)
    for person in (world.ines, world.dalia):
        assert post_to(person, archived, "restoration").status_code == 404
    assert post_to(world.amina, ready(State.PUBLISHED), "restoration").status_code == 409
