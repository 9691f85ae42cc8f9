"""The ledger as moderators read it and take it away."""

import csv
import json
from io import StringIO

from flask import Blueprint, Response, request

from diaspora_commons.kernel import ledger
from diaspora_commons.kernel.access import staff
from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.pages import page

from . import queries
from .forms import LedgerForm

blueprint = Blueprint("ledger", __name__, url_prefix="/ledger")
MOST_ROWS = 50_000


@blueprint.get("")
@staff("moderator")
def index() -> Response:
    """Who did what, newest first; and whether the chain of lines is whole."""
    form = LedgerForm(request.args)
    form.validate()
    listing = queries.ledger_lines(form.narrowing(), request.args)
    return page(
        "moderation/ledger.html",
        form=form,
        listing=listing,
        names=queries.names(listing.items),
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
