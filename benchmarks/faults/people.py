"""People who use the site by HTTP as a browser would, and notice when nobody answers."""

import http.client
import re
import secrets
from typing import ClassVar
from urllib.parse import urlencode, urlsplit

PASSWORD = "commons-demo-2026"
STORY = "Every spring the elders of Kayes choose the seeds, and Montreuil sends what it has learnt."


class Gone(Exception):  # noqa: N818
    """No whole answer came: the connection was refused, cut or too slow."""

    was_refused = False
    """Nobody listened, so nothing was sent."""


class Answer:
    def __init__(self, status: int, headers: http.client.HTTPMessage, body: bytes) -> None:
        self.status, self.headers, self.body = status, headers, body

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def where(self) -> str:
        """The path that a redirect leads to."""
        return urlsplit(self.headers.get("Location", "")).path


class Somebody:
    """One browser."""

    everybody: ClassVar[list["Somebody"]] = []

    def __init__(self, port: int, patience: float = 30) -> None:
        self.port, self.patience = port, patience
        self.connection: http.client.HTTPConnection | None = None
        self.cookie = self.token = ""
        self.is_brief = False
        """Opens a connection for each request, so that none can be found closed when it is used again."""
        self.everybody.append(self)

    def request(self, method: str, path: str, body: str | None = None) -> Answer:
        headers = {"Cookie": self.cookie} if self.cookie else {}
        if body is not None:
            headers |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "Origin": f"http://127.0.0.1:{self.port}",
            }
        if self.connection is None:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.patience)
        try:
            self.connection.request(method, path, body, headers)
            response = self.connection.getresponse()
            answer = Answer(response.status, response.headers, response.read())
        except (OSError, http.client.HTTPException) as error:
            self.leave()
            gone = Gone(f"{type(error).__name__}: {error}")
            gone.was_refused = isinstance(error, (ConnectionRefusedError, BrokenPipeError))  # never wholly sent
            raise gone from error
        if self.is_brief or answer.headers.get("Connection", "").lower() == "close":
            self.leave()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            self.cookie = cookie.partition(";")[0]
        return answer

    def leave(self) -> None:
        if self.connection is not None:
            self.connection.close()
            self.connection = None

    def get(self, path: str) -> Answer:
        return self.request("GET", path)

    def post(self, path: str, data: dict[str, object] | None = None, key: str | None = None) -> Answer:
        """Send a form; with the same `key` it is the same click."""
        whole = {"csrf_token": self.token, "idempotency_key": key or new_key(), **(data or {})}
        return self.request("POST", path, urlencode(whole, doseq=True))

    def sign_in(self, name: str) -> "Somebody":
        came = self.post("/en/sign-in", {"email": f"{name}@example.org", "password": PASSWORD})
        assert came.status == 303, (came.status, came.text[:500])
        found = re.search(r'name="csrf_token" value="([^"]+)"', self.get("/en/initiatives/mine").text)
        assert found, "no form on the page"
        self.token = found[1]
        return self


def new_key() -> str:
    return secrets.token_urlsafe(12)


def content(number: int, version: str = "", title: str = "") -> dict[str, object]:
    """An initiative's form, in which every part says the same number."""
    return {
        "title": title or f"Seeds number {number}",
        "language": "en",
        "summary": f"Farmers and gardeners share millet seeds and what they know, for time {number}.",
        "story": f"{STORY} Time {number}.",
        "countries": ["ML"],
        "sectors": ["agriculture"],
        "activity": "active",
        "start_year": 2000 + number % 20,
        "version": version,
    }


def version_on(page: str) -> str:
    found = re.search(r'name="version" value="([^"]+)"', page)
    assert found, page[:500]
    return found[1]
