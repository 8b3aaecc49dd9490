"""The window: how we are and what we counted, for who looks from outside."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from prometheus_client import CONTENT_TYPE_LATEST
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

Answer = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Window:
    wrong: Callable[[], Sequence[str]]
    """A line for each thing that is wrong; it may wait for Redis."""
    figures: Callable[[], bytes]

    def routes(self) -> list[Route]:
        return [Route("/health", self._health()), Route("/metrics", self._metrics())]

    def alone(self) -> Starlette:
        return Starlette(routes=self.routes())

    def _health(self) -> Answer:
        async def health(_request: Request) -> Response:
            wrong = list(await run_in_threadpool(self.wrong))
            return JSONResponse({"ok": not wrong, "wrong": wrong}, 503 if wrong else 200)

        return health

    def _metrics(self) -> Answer:
        async def metrics(_request: Request) -> Response:
            figures = await run_in_threadpool(self.figures)
            return Response(figures, media_type=CONTENT_TYPE_LATEST)

        return metrics
