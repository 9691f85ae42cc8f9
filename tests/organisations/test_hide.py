"""Hiding an organisation, with a reason that its owners read, and restoring it."""

from diaspora_commons.search.documents import documents_of


def hide(client, organisation, reason="It is *not* <b>an</b> organisation."):
    return client.post(f"/en/organisations/{organisation.slug}/hiding", {"reason": reason})


def restore(client, organisation):
    return client.post(f"/en/organisations/{organisation.slug}/restoration")


def test_it_goes_from_pages_and_search_and_its_owners_are_told_why(client, world, letters):
    assert hide(client.sign_in(world.dalia), world.sahel).status_code == 303
    assert client.sign_out().get(f"/en/organisations/{world.sahel.slug}").status_code == 404
    assert documents_of([f"organisation:{world.sahel.id}"]) == []
    letter = letters(world.amina)[-1]
    assert letter.kind == "organisation_hidden"
    assert letter.language == "fr"
    assert "<b>" not in letter.html
    assert "organisation." in letter.html
    page = client.sign_in(world.amina).get(f"/en/organisations/{world.sahel.slug}").text
    assert "It is *not* &lt;b&gt;an&lt;/b&gt; organisation." in page


def test_a_reason_is_needed_and_what_was_typed_stays(client, world, fresh):
    client.sign_in(world.dalia)
    for reason, sentence in (("  ", "Say why"), ("Too long. " * 201, "Keep the reason below 2000 characters.")):
        answer = hide(client, world.sahel, reason)
        assert answer.status_code == 422
        opened = answer.text.split('<details class="action" open>')[1].split("</details>")[0]
        assert sentence in opened
        assert f">{reason}</textarea>" in opened
    assert fresh(world.sahel).is_published


def test_only_moderators_hide_and_restore(client, world, fresh):
    for person in (world.amina, world.bao):
        assert hide(client.sign_in(person), world.sahel).status_code == 404
        assert restore(client, world.sahel).status_code == 404
    assert hide(client.sign_out(), world.sahel).status_code in (302, 403)
    assert fresh(world.sahel).is_published


def test_nobody_decides_on_their_own(client, world, fresh):
    own = world.organisation("Dalia's own", owner=world.dalia)
    assert hide(client.sign_in(world.dalia), own).status_code == 403
    assert hide(client.sign_in(world.rosa), own).status_code == 303
    assert restore(client.sign_in(world.dalia), own).status_code == 403
    assert fresh(own).hidden_reason


def test_not_twice(client, world):
    client.sign_in(world.dalia)
    assert restore(client, world.sahel).status_code == 409
    assert hide(client, world.sahel).status_code == 303
    late = hide(client, world.sahel, "A second look.")
    assert late.status_code == 409
    assert "This organisation is hidden already." in late.text
    assert '<p dir="auto">A second look.</p>' in late.text


def test_it_comes_back(client, world, letters, fresh):
    hide(client.sign_in(world.dalia), world.sahel)
    letters(world.amina)
    assert restore(client.sign_in(world.rosa), world.sahel).status_code == 303
    assert fresh(world.sahel).hidden_reason == ""
    assert client.sign_out().get(f"/en/organisations/{world.sahel.slug}").status_code == 200
    assert [letter.kind for letter in letters(world.amina)] == ["organisation_hidden", "organisation_restored"]


def test_a_decision_taken_back_at_once_writes_no_stale_letter(client, world, letters):
    hide(client.sign_in(world.dalia), world.sahel)
    restore(client, world.sahel)
    assert [letter.kind for letter in letters(world.amina)] == ["organisation_restored"]
