"""Bao has a certificate."""

from types import SimpleNamespace

import pytest

from diaspora_commons.courses.certificates import codes
from diaspora_commons.kernel.database import db


@pytest.fixture
def course(world):
    return world.course("Remesas", language="es", certificate_rule="Leer todas las lecciones.", hours=8)


@pytest.fixture
def certificate(world, course):
    return world.certificate(world.bao, course)


@pytest.fixture
def at(certificate):
    """Where things of this certificate are."""
    learning = f"/en/learning/{certificate.cohort_code}/certificate"
    written = codes.written(certificate.code)
    return SimpleNamespace(
        code=written, check=f"/verify/{written}", paper=learning, name=f"{learning}/name",
        visibility=f"{learning}/visibility", revocation=f"/en/certificates/{written}/revocation",
    )  # fmt: skip


@pytest.fixture
def now_of(clean):
    """The row as it is now."""

    def read(certificate):
        db.remove()
        return db.get(type(certificate), certificate.id)

    return read
