"""Run by Alembic with a connection that `history` hands over."""

from typing import Any, Literal

from alembic import context

from diaspora_commons.kernel.database import Base, Moment


def render_item(kind: str, thing: Any, autogen: Any) -> str | Literal[False]:
    """Write our own type as what the database keeps, so that old migrations never depend on our code."""
    return "sa.DateTime()" if kind == "type" and isinstance(thing, Moment) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    compare_type=True,
    render_item=render_item,
)
with context.begin_transaction():
    context.run_migrations()
