"""The page of a work."""


def test_a_work_leads_to_itself(client, world):
    publisher = world.organisation("Institute of Return")
    work = world.resource(
        "Remittances", url="https://www.example.org/r.pdf", publishers=[publisher], authors=["A. Diallo", "B. Sy"]
    )
    page = client.get(f"/en/library/{work.slug}").text
    assert "Read it at example.org" in page
    assert 'href="https://www.example.org/r.pdf" rel="external noopener"' in page
    assert f"/en/organisations/{publisher.slug}" in page
    assert "<bdi>A. Diallo</bdi>, <bdi>B. Sy</bdi>" in page


def test_a_composed_title_is_said_to_be_composed(client, world):
    composed = world.resource(is_title_as_published=False)
    published = world.resource()
    sentence = "this one was composed by the compilers"
    assert sentence in client.get(f"/en/library/{composed.slug}").text
    assert sentence not in client.get(f"/en/library/{published.slug}").text


def test_its_languages_are_marked(client, world):
    work = world.resource("هجرة الكفاءات", title_language="ar", abstract_language="ar", tags={"language": ["ar"]})
    page = client.get(f"/en/library/{work.slug}").text
    assert '<h1 lang="ar" dir="rtl">' in page
    assert "Only in Arabic" in page
    own = client.get(f"/ar/library/{work.slug}").text
    assert "<h1>" in own


def test_related_works_share_countries_and_topics(client, world):
    work = world.resource("Mali", tags={"about": ["ML"], "topic": ["remittances", "trade-tourism"]})
    world.resource("Nothing in common", tags={"about": ["PE"], "topic": ["climate"]})
    world.resource("One topic", tags={"about": ["SN"], "topic": ["remittances"]})
    world.resource("Country and topic", tags={"about": ["ML"], "topic": ["remittances"]})
    page = client.get(f"/en/library/{work.slug}").text
    related = page.split('id="related"')[1]
    assert related.index("Country and topic") < related.index("One topic")
    assert "Nothing in common" not in related


def test_a_publisher_that_is_hidden_is_not_named(client, world):
    hidden = world.organisation("Hidden House", is_published=False)
    work = world.resource(publishers=[hidden])
    assert "Hidden House" not in client.get(f"/en/library/{work.slug}").text.split('class="facts"')[1]


def test_what_is_not_there_is_not_found(client, world):
    assert client.get("/en/library/no-such-work").status_code == 404
