# Two stages, so that the image holds what runs and nothing that built it.
FROM python:3.12-slim AS build
WORKDIR /src
COPY pyproject.toml constraints.txt README.md LICENSE ./
COPY bot bot
COPY handlers handlers
# constraints.txt names what develops the bot as well; only what it needs is installed from it.
RUN python -m venv /opt/verbatim \
    && /opt/verbatim/bin/pip install --no-cache-dir "hatchling>=1.27" \
    && /opt/verbatim/bin/pip wheel --no-cache-dir --no-deps --no-build-isolation --wheel-dir /dist . \
    && sed 's/ *\\$//; /--hash=/d' constraints.txt > /tmp/pins.txt \
    && /opt/verbatim/bin/pip install --no-cache-dir --constraint /tmp/pins.txt /dist/*.whl \
    && /opt/verbatim/bin/pip uninstall --yes hatchling

FROM python:3.12-slim
RUN useradd --system --create-home --home-dir /var/lib/verbatim verbatim
COPY --from=build /opt/verbatim /opt/verbatim
ENV PATH=/opt/verbatim/bin:$PATH PYTHONUNBUFFERED=1 BOT_HOST=0.0.0.0 BOT_DATA=/var/lib/verbatim/var
USER verbatim
WORKDIR /var/lib/verbatim
EXPOSE 3000
# Clock and worker have no address of their own; what none of them can do without is Redis.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import os, redis; redis.Redis.from_url(os.environ['REDIS_URL'], socket_timeout=3).ping()"]
ENTRYPOINT ["python", "-m", "bot"]
CMD ["work"]
