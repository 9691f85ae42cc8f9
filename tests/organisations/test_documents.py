"""What search finds of an organisation."""

from diaspora_commons.search.documents import documents_of


def test_a_public_one_is_found_with_its_facets(world):
    made = world.organisation(
        "Cercle", acronym="CL", country="PT", description="Some **bold** text.", offering="Rooms.",
        tags={"heritage": ["CV"], "active": ["CV", "PT"], "sector": ["health"], "language": ["pt"]},
    )  # fmt: skip
    (document,) = documents_of([f"organisation:{made.id}"])
    assert (document.title, document.url) == ("Cercle (CL)", f"/organisations/{made.slug}")
    assert document.summary == "Some bold text."
    assert document.facets == {
        "type": ["diaspora-organisation"], "sector": ["health"], "heritage": ["CV"], "country": ["CV", "PT"],
        "residence": ["PT"], "language": ["pt"],
    }  # fmt: skip


def test_what_is_not_public_is_not_found(world):
    made = world.organisation(is_published=False)
    assert documents_of([f"organisation:{made.id}"]) == []
