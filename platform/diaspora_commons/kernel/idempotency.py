"""The same form sent twice gets the same answer once.

Every form carries a random key. The first answer that succeeds is kept with it, in the same transaction; a
second request with the key, even one that runs at the same moment, is given that answer and changes nothing.
"""

from datetime import datetime, timedelta
from hashlib import sha256

from flask import Flask, Response, g, redirect, request
from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from .clock import now
from .database import Base, Short, db
from .unit_of_work import SAFE

FIELD = "idempotency_key"
KEPT = timedelta(days=2)


class Answer(Base):
    __tablename__ = "answer"

    key: Mapped[str] = mapped_column(Short, primary_key=True)
    location: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=now, index=True)


def key_of_request() -> str | None:
    """The form's key, bound to who sent it and where to, so that nobody is given another's answer."""
    given = request.form.get(FIELD, "")
    if request.method in SAFE or not given:
        return None
    who = str(getattr(g.get("actor"), "public_id", "visitor"))
    return sha256("\n".join((given[:100], who, request.method, request.path)).encode()).hexdigest()


def answer_given_before() -> Response | None:
    """Called with the actor known, before the view: claims the key, or answers as the first time."""
    key = key_of_request()
    if key is None:
        return None
    insert = sqlite.insert if db().get_bind().dialect.name == "sqlite" else postgresql.insert
    claim = insert(Answer).values(key=key, location="", at=now()).on_conflict_do_nothing()
    if db.execute(claim.returning(Answer.key)).scalar() is not None:
        return None
    first = db.get_one(Answer, key)
    g.answered_before = True
    return redirect(first.location or request.path, 303)  # type: ignore[return-value]


def init_app(app: Flask) -> None:
    @app.after_request
    def keep_answer(response: Response) -> Response:
        key = key_of_request() if not g.get("answered_before") and response.status_code == 303 else None
        if key is not None:
            answer = db.get(Answer, key)
            if answer is not None:
                answer.location = response.headers["Location"]
        return response


def forget_old() -> None:
    db.execute(delete(Answer).where(Answer.at < now() - KEPT))
