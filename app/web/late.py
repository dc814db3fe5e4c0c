"""Routes that are imported once the server is up, so that it answers early."""

from __future__ import annotations

import gc
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.routing import BaseRoute, Router
from starlette.types import Receive, Scope, Send


class Late:
    """An ASGI application whose routes ``load`` gives, in a thread: at the start of the server, else at first use."""

    def __init__(self, load: Callable[[], Sequence[BaseRoute]]) -> None:
        self._load = load
        self._lock = threading.Lock()
        self._router: Router | None = None

    def router(self) -> Router:
        """The routes, loaded once."""
        with self._lock:
            if self._router is None:
                self._router = Router(routes=self._load())
            return self._router

    @asynccontextmanager
    async def lifespan(self, _: Starlette) -> AsyncIterator[None]:
        """Starts loading as soon as the server has started."""
        threading.Thread(target=self._begin, daemon=True).start()
        yield

    def _begin(self) -> None:
        # What is loaded stays: looking through it for garbage, again and again as it grows, would cost a tenth of the
        # start, and fifty milliseconds of some later request.
        gc.disable()
        try:
            # What fails now fails again at first use, where it is said.
            with suppress(Exception):
                self.router()
            gc.freeze()
        finally:
            gc.enable()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        router = self._router
        if router is None:
            router = await run_in_threadpool(self.router)
        await router(scope, receive, send)
