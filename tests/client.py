"""A test client that reads every page it is given, the way a careful reviewer would."""

import gzip
import re
from html import unescape
from urllib.parse import urlsplit

from flask.testing import FlaskClient

from diaspora_commons.accounts import sessions
from diaspora_commons.kernel.database import db

VOID = {"meta", "input", "link", "img", "br", "hr", "area", "base", "col", "embed", "source", "track", "wbr"}
SVG_EMPTY = {"use", "path", "circle", "rect", "line", "ellipse", "polygon", "polyline", "stop"}
UNLABELLED = {"hidden", "submit", "button", "image"}
ORIGIN = "http://localhost"
TOKEN = "token-of-the-test"


PIECE = re.compile(
    r"[^<]+|<!--.*?-->|<!doctype html>|</(?P<end>[a-z][a-z0-9]*)>"
    r"""|<(?P<start>[a-z][a-zA-Z0-9]*)(?P<attrs>(?:[\s/](?:[^"'<>]|"[^"]*"|'[^']*')*+)?)>""",
    re.DOTALL,
)
ATTRIBUTE = re.compile(r"""\s([^\s"'<>/=]+)(?:="([^"]*)"|='([^']*)'|=([^\s"'<>=`]+))?""")
EMPTY = re.compile(r"""(?:^|[\s"'])/$""")  # after a value without quotes the stroke belongs to the value


class Reader:
    """Collects what a page does wrong. Stricter than a browser: what is no tag as we write them is a fault."""

    def __init__(self):
        self.open, self.ids, self.faults = [], set(), []
        self.h1 = self.title = 0
        self.targets, self.labels_for, self.controls, self.described = [], set(), [], []
        self.form_posts, self.form_keys = None, set()

    def read(self, text):
        at = 0
        while at < len(text):
            piece = PIECE.match(text, at)
            if piece is None:
                self.fault(f"what is no tag: {text[at : at + 60]!r}")
                break
            at = piece.end()
            if tag := piece["start"]:
                self.handle_starttag(tag, {a[0]: unescape("".join(a[1:])) for a in ATTRIBUTE.findall(piece["attrs"])})
                if EMPTY.search(piece["attrs"]) and tag not in VOID:
                    self.open.pop()
            elif tag := piece["end"]:
                self.handle_endtag(tag)

    def fault(self, sentence):
        self.faults.append(sentence)

    def handle_starttag(self, tag, a):
        if tag not in VOID:
            self.open.append(tag)
        self.check_everywhere(tag, a)
        getattr(self, f"start_{tag}", lambda a: None)(a)
        if tag in ("input", "select", "textarea") and a.get("type") not in UNLABELLED:
            named = "label" in self.open or "aria-label" in a or "aria-labelledby" in a
            self.controls.append((a.get("id"), a.get("name"), named))
        if tag == "input" and self.form_posts:
            self.form_keys.add(a.get("name"))

    def check_everywhere(self, tag, a):
        if (id := a.get("id")) is not None:
            if id in self.ids:
                self.fault(f"two elements have the id {id}")
            self.ids.add(id)
        for name in a:
            if name.startswith("on") or name == "style":
                self.fault(f"an inline {name} on <{tag}>")
        if (target := a.get("data-hx-target", "")).startswith("#"):
            self.targets.append(target[1:])
        self.described += (a.get("aria-describedby") or "").split()

    def start_h1(self, a):
        self.h1 += 1

    def start_title(self, a):
        if "svg" not in self.open:
            self.title += 1

    def start_html(self, a):
        if not a.get("lang") or a.get("dir") not in ("ltr", "rtl"):
            self.fault("<html> needs lang and dir")

    def start_form(self, a):
        if not a.get("action"):
            self.fault("a form without an action does nothing without JavaScript")
        self.form_posts = a.get("method", "").lower() == "post"
        self.form_keys = set()

    def start_img(self, a):
        if "alt" not in a:
            self.fault("an image without alt")

    def start_label(self, a):
        self.labels_for.add(a.get("for"))

    def start_a(self, a):
        if a.get("href") in ("", "#"):
            self.fault("a link that leads nowhere")
        if (a.get("href") or "").lower().startswith("javascript:"):
            self.fault("a link that runs a script")

    def start_script(self, a):
        if "src" not in a:
            self.fault("an inline script")

    def handle_endtag(self, tag):
        if tag == "form" and self.form_posts:
            if not self.form_keys & {"idempotency_key", "csrf_token", "turn"} and "email" not in self.form_keys:
                self.fault("a form that posts without its keys")
            self.form_posts = None
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.fault(f"</{tag}> closes something else")

    def verdict(self, whole):
        if self.open:
            self.fault(f"left open: {self.open}")
        if whole and (self.h1, self.title) != (1, 1):
            self.fault(f"{self.h1} h1 and {self.title} title")
        for id, name, named in self.controls:
            if not named and id not in self.labels_for:
                self.fault(f"a control without a label: {name}")
        for id in self.described if whole else ():
            if id not in self.ids:
                self.fault(f"described by #{id}, which is not there")
        for target in self.targets if whole else ():
            if target not in self.ids:
                self.fault(f"hx-target #{target} is not on the page")
        return self.faults


def review(response):
    """Fail when the page has a fault; what is no page is left alone."""
    if response.mimetype != "text/html" or response.status_code in (301, 302, 303, 304, 308):
        return
    reader = Reader()
    packed = response.headers.get("Content-Encoding") == "gzip"
    text = gzip.decompress(response.data).decode() if packed else response.text
    reader.read(text)
    whole = text.lstrip()[:9].lower() == "<!doctype"
    faults = reader.verdict(whole)
    assert not faults, f"{response.request.path}: {faults}"


class CarefulClient(FlaskClient):
    """Reviews each page; sends what a browser would send along with a form."""

    def open(self, *args, **kwargs):
        db.remove()  # a request begins with nothing loaded, and cannot spoil what the test holds
        with self.application.app_context():  # a `g` of its own, so that nobody stays signed in by the test's
            response = super().open(*args, **kwargs)
        review(response)
        response.close()
        return response

    def post(self, path, data=None, *, forged=False, **more):
        """Post a form as our own page would; `forged` leaves out what proves it."""
        headers = dict(more.pop("headers", {}))
        if not forged:
            headers.setdefault("Origin", ORIGIN)
            data = {"csrf_token": TOKEN, **(data or {})}
        return super().post(path, data=data, headers=headers, **more)

    def sign_in(self, person):
        """Come in as this person, by a session of the real kind."""
        key = sessions.open_for(person, "test")
        db.commit()
        with self.session_transaction() as session:
            session.clear()
            session.update({"_user_id": key, "_fresh": True, "csrf_token": TOKEN})
        return self

    def sign_out(self):
        with self.session_transaction() as session:
            session.clear()
        self.delete_cookie("commons")
        return self

    def where(self, response):
        """The path that a redirect leads to."""
        return urlsplit(response.headers["Location"]).path
