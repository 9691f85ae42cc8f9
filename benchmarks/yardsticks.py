"""Two small Flask apps to measure ourselves by: the least that Flask can do, and an ordinary list page."""

import os
import random

from flask import Flask, render_template, request
from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

ROWS = 5000
PER_PAGE = 20
WORDS = "seeds water school remittance clinic harvest music archive bridge craft solar market women youth".split()

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Items, page {{ number }}</title></head>
<body><h1>{{ total }} items</h1>
<ul>{% for item in items %}
  <li><h2><a href="/items/{{ item.slug }}">{{ item.title }}</a></h2><p>{{ item.summary }}</p>
  <p>{{ item.city }}, {{ item.year }}</p></li>{% endfor %}
</ul>
<nav>{% if number > 1 %}<a href="?page={{ number - 1 }}">Previous</a>{% endif %}
<a href="?page={{ number + 1 }}">Next</a></nav></body></html>"""


class Base(DeclarativeBase):
    pass


class Item(Base):
    __tablename__ = "item"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    summary: Mapped[str]
    city: Mapped[str]
    year: Mapped[int] = mapped_column(index=True)


def fill(url: str) -> None:
    """The 5,000 rows."""
    engine = create_engine(url)
    Base.metadata.create_all(engine)
    chance = random.Random(1)
    with Session(engine) as session:
        for number in range(ROWS):
            said = [chance.choice(WORDS) for _ in range(30)]
            facts = {"city": said[0].title(), "year": 1990 + number % 37}
            title, summary = " ".join(said[:5]).capitalize(), " ".join(said) + "."
            session.add(Item(slug=f"item-{number}", title=title, summary=summary, **facts))
        session.commit()
    engine.dispose()


def create_bare() -> Flask:
    """A page that asks nothing of anybody."""
    app = Flask("bare")

    @app.get("/")
    def front() -> str:
        return "<!doctype html><title>Bare</title><h1>Bare</h1>"

    return app


def create_list() -> Flask:
    """A list as one writes it on a first day: count, order, limit, render."""
    app = Flask("list")
    engine = create_engine(os.environ["YARDSTICK_DATABASE"])
    template = app.jinja_env.from_string(PAGE)

    @app.get("/")
    def items() -> str:
        number = request.args.get("page", 1, type=int)
        with Session(engine) as session:
            total = session.scalar(select(func.count()).select_from(Item))
            newest = select(Item).order_by(Item.year.desc(), Item.id).offset((number - 1) * PER_PAGE).limit(PER_PAGE)
            return render_template(template, items=session.scalars(newest).all(), number=number, total=total)

    return app


LIST_ADDRESSES = [f"/?page={number}" for number in range(1, ROWS // PER_PAGE + 1)]
