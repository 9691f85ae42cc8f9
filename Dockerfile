# syntax=docker/dockerfile:1
# The site as a container: the wheel, its locked dependencies, and a user without rights.
FROM python:3.13-slim AS build
WORKDIR /source
COPY requirements.txt .
RUN python -m venv /site && /site/bin/pip install --no-cache-dir --require-hashes -r requirements.txt
COPY . .
RUN /site/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.13-slim
RUN useradd --create-home --uid 10001 commons && install -d -o commons /data
COPY --from=build /site /site
ENV PATH=/site/bin:$PATH COMMONS_INSTANCE=/data COMMONS_HOST=0.0.0.0 COMMONS_SEARCH_INDEX=/data/search_index
USER commons
WORKDIR /data
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
COPY --chmod=555 <<'PYTHON' /site/bin/is-healthy
#!/site/bin/python
"""Ask for /healthz as a reader of the public address would; a host that is not ours is refused."""
from http.client import HTTPConnection
from urllib.parse import urlsplit

from diaspora_commons.kernel.settings import settings

connection = HTTPConnection("127.0.0.1", settings().port, timeout=4)
connection.request("GET", "/healthz", headers={"Host": urlsplit(settings().address).netloc})
raise SystemExit(connection.getresponse().status != 200)
PYTHON
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD ["is-healthy"]
CMD ["commons", "start", "--no-demo"]
