"""The page of an event, and its file."""

from datetime import date

from icalendar import Calendar


def test_an_event_says_when_where_and_who(client, world):
    organiser = world.organisation("Forum House")
    event = world.event(starts=date(2022, 5, 23), ends=date(2022, 5, 28), organisers=[organiser])
    page = client.get(f"/en/events/{event.slug}").text
    for words in ("23 May 2022", "28 May 2022", "Bamako", "Mali", "In person", "Forum House", "Over"):
        assert words in page
    assert f'href="{event.url}" rel="external noopener"' in page


def test_an_example_says_that_it_will_not_take_place(client, world):
    event = world.event(is_example=True, url="", source_url=None)
    page = client.get(f"/en/events/{event.slug}").text
    assert "It will not take place." in page
    assert "Page of the event" not in page


def test_a_title_in_another_script_is_marked(client, world):
    event = world.event("المؤتمر السادس للمصريين بالخارج")
    assert '<h1 lang="ar" dir="rtl">' in client.get(f"/en/events/{event.slug}").text


def test_its_file_holds_whole_days(client, world):
    event = world.event("Rendez-vous; à Bamako, ou non", starts=date(2027, 1, 1), ends=date(2027, 1, 3))
    answer = client.get(f"/fr/events/{event.slug}.ics")
    assert answer.mimetype == "text/calendar"
    (made,) = Calendar.from_ical(answer.data).walk("VEVENT")
    assert made.decoded("dtstart") == date(2027, 1, 1)
    assert made.decoded("dtend") == date(2027, 1, 4)
    assert str(made["summary"]) == "Rendez-vous; à Bamako, ou non"
    assert str(made["location"]) == "Bamako, Mali"
    assert str(made["url"]).endswith(f"/fr/events/{event.slug}")


def test_the_calendar_holds_them_all_under_names_that_stay(client, world):
    for number in range(3):
        world.event(f"Event {number}")
    first, second = client.get("/en/events/calendar.ics"), client.get("/ar/events/calendar.ics")
    names = [[str(e["uid"]) for e in Calendar.from_ical(file.data).walk("VEVENT")] for file in (first, second)]
    assert len(set(names[0])) == 3
    assert names[0] == names[1]


def test_what_is_not_there_is_not_found(client, world):
    assert client.get("/en/events/nothing").status_code == 404
    assert client.get("/en/events/nothing.ics").status_code == 404
