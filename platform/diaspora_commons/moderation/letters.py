"""Who is told what became of a report: whoever left an address, and people with an account."""

from sqlalchemy import select

from diaspora_commons.accounts.models import Person
from diaspora_commons.kernel.database import db
from diaspora_commons.notifications import letters

from .models import Report, ReportState


def answered(keys: list[str]) -> None:
    """One answer to each report."""
    closed = Report.state.in_((ReportState.RESOLVED, ReportState.DISMISSED))
    for report in db.scalars(select(Report).where(Report.id.in_(map(int, keys)), closed)):
        person = db.get(Person, report.reporter_id) if report.reporter_id else None
        address = report.email or (person.email if person else None)
        if address is not None:
            letters.write(
                address,
                person.language if person else report.language,
                "report_answered",
                person_id=person.id if person else None,
                once=f"report:{report.id}",
                name=person.name if person else "",
                report=report,
            )
