# The product for compose.yaml: built from this checkout, every package by its hash, run by nobody.
FROM python:3.11.14-slim-bookworm AS build
WORKDIR /src
COPY requirements*.lock ./
RUN python -m venv /opt/uv && /opt/uv/bin/pip install --no-cache-dir --require-hashes -r requirements-uv.lock \
    && python -m venv /opt/caseledger \
    && VIRTUAL_ENV=/opt/caseledger /opt/uv/bin/uv pip install --no-cache --require-hashes -r requirements.lock
COPY . .
# Without its pages the image is not worth building.
RUN CASELEDGER_REQUIRE_UI=1 VIRTUAL_ENV=/opt/caseledger /opt/uv/bin/uv pip install --no-cache --no-deps \
    --build-constraints requirements-build.lock .

FROM python:3.11.14-slim-bookworm
RUN useradd --uid 10001 --no-create-home caseledger && install -d -o caseledger -m 0700 /var/lib/caseledger
COPY --from=build /opt/caseledger /opt/caseledger
ENV PATH=/opt/caseledger/bin:$PATH PYTHONUNBUFFERED=1 CASELEDGER_DATA=/var/lib/caseledger
USER caseledger
VOLUME /var/lib/caseledger
EXPOSE 8420
CMD ["caseledger", "serve", "--host", "0.0.0.0"]
