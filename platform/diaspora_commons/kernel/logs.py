"""Logging: one line an event, to standard error; never a secret, a letter's text or a question that was asked."""

import logging
import sys

import structlog

LEVELS = {"debug": logging.DEBUG, "info": logging.INFO, "warning": logging.WARNING, "error": logging.ERROR}


def configure(level: str) -> None:
    """JSON for machines; for a person at a terminal, colours."""
    shown: structlog.typing.Processor = structlog.processors.JSONRenderer(ensure_ascii=False)
    before: list[structlog.typing.Processor] = [structlog.processors.format_exc_info]
    if sys.stderr.isatty():
        shown, before = structlog.dev.ConsoleRenderer(), []
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *before,
            shown,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(LEVELS[level]),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
