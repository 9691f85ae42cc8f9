"""The door for a WSGI server, from a checkout: `granian --interface wsgi wsgi:app`, `flask run`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "platform"))

from diaspora_commons.web import create_app

app = create_app()
