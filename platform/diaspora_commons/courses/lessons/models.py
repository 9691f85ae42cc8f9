"""That somebody has read a lesson."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from diaspora_commons.kernel.clock import now
from diaspora_commons.kernel.database import Base


class Reading(Base):
    """This enrolment has this lesson behind it: its person said so."""

    __tablename__ = "reading"

    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), primary_key=True)
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lesson.id", ondelete="CASCADE"), primary_key=True, index=True)
    read_at: Mapped[datetime] = mapped_column(default=now)
