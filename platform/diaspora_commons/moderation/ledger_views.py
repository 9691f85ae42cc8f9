"""The ledger as moderators read it and take it away."""

import csv
import json
from io import StringIO

from flask import Blueprint, Response, request
from sqlalchemy import func, select

from diaspora_commons.kernel import ledger
from diaspora_commons.kernel.access import staff
from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.pages import page

from . import queries
from .forms import LedgerForm

blueprint = Blueprint("ledger", __name__, url_prefix="/ledger")
PER_PAGE = 50
MOST_ROWS = 50_000


@blueprint.get("")
@staff("moderator")
def index() -> Response:
    """Who did what, newest first; and whether the chain of lines is whole."""
    form = LedgerForm(request.args)
    form.validate()
    rows = form.narrowing().rows()
    total = db.scalar(select(func.count()).select_from(rows.order_by(None).subquery())) or 0
    last = max(1, -(-total // PER_PAGE))
    number = min(max(1, request.args.get("page", 1, type=int)), last)
    entries = db.scalars(rows.limit(PER_PAGE).offset((number - 1) * PER_PAGE)).all()
    chosen = {name: request.args[name] for name in form.data if request.args.get(name)}
    return page(
        "moderation/ledger.html",
        form=form,
        entries=entries,
        names=queries.names(entries),
        total=total,
        here=number,
        last=last,
        chosen=chosen,
        broken_at=ledger.broken_at() if request.args.get("check") else None,
        is_checked=bool(request.args.get("check")),
    )


@blueprint.get("/export")
@staff("moderator")
def export() -> Response:
    """The same lines as a sheet."""
    form = LedgerForm(request.args)
    form.validate()
    entries = db.scalars(form.narrowing().rows().limit(MOST_ROWS)).all()
    sheet = StringIO()
    sheet.write("\ufeff")
    writer = csv.writer(sheet)
    writer.writerow(["number", "at", "who", "did", "to", "detail", "digest"])
    for entry in entries:
        detail = json.dumps(entry.detail, ensure_ascii=False, sort_keys=True)
        cells = (entry.id, entry.at.isoformat(), entry.actor, entry.verb, entry.subject, detail, entry.digest)
        writer.writerow([harmless(cell) for cell in cells])
    response = Response(sheet.getvalue(), mimetype="text/csv")
    response.headers["Content-Disposition"] = 'attachment; filename="ledger.csv"'
    return response


def harmless(cell: object) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = str(cell)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
