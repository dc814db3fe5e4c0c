"""Routes that are loaded once the server is up."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator, Sequence

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.testclient import TestClient

from app.web.late import Late


@pytest.fixture
def thawed() -> Iterator[None]:
    """What a test freezes is garbage again afterwards."""
    yield
    gc.unfreeze()


def page(_: Request) -> Response:
    return PlainTextResponse("here")


def served(late: Late) -> TestClient:
    return TestClient(Starlette(routes=[Mount("", late)], lifespan=late.lifespan), raise_server_exceptions=False)


def test_they_are_loaded_once_and_nobody_has_to_ask(thawed: None) -> None:
    loaded: list[bool] = []

    def load() -> Sequence[BaseRoute]:
        loaded.append(gc.isenabled())
        return [Route("/", page)]

    with served(Late(load)) as client:
        until = time.monotonic() + 10
        while not gc.get_freeze_count() and time.monotonic() < until:
            time.sleep(0.01)
        assert loaded == [False], "garbage is not looked for meanwhile"
        assert client.get("/").text == "here" and client.get("/").text == "here"
    assert loaded == [False] and gc.isenabled()


def test_what_cannot_be_loaded_is_said_by_every_request(thawed: None) -> None:
    def load() -> Sequence[BaseRoute]:
        raise RuntimeError("a broken definition")

    with served(Late(load)) as client:
        assert [client.get("/").status_code for _ in range(2)] == [500, 500]
    assert gc.isenabled()
