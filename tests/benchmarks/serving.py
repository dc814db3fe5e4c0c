"""The server as a process on loopback: how soon it answers, and how fast it answers a race that no cache has seen."""

from __future__ import annotations

import http.client
import json
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import orjson

from app.catalogue import CATALOGUE
from app.engine.race import race
from app.engine.scene import canonical, read

from .measuring import Result, medians, milliseconds

EIGHT = ("sgd", "momentum", "nesterov", "adagrad", "adadelta", "rmsprop", "adam", "adamw")
STEPS = 1000
PATIENCE = 30.0


class Unanswered(Exception):
    """The server ended or stayed silent; the message holds what it printed."""


@contextmanager
def started() -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """``python -m app`` on a free port, from the moment it is started; ended in the end."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    command = [sys.executable, "-m", "app", "--no-browser", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=os.environ)
    try:
        yield process, port
    finally:
        if process.poll() is None:
            process.terminate()
            process.communicate(timeout=PATIENCE)


def first_answer(process: subprocess.Popen[bytes], port: int, path: str) -> None:
    """Return with the first answer of a path. Raises Unanswered if it is not 200 or never comes."""
    deadline = time.monotonic() + PATIENCE
    said = "no answer"
    while time.monotonic() < deadline and process.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        try:
            connection.request("GET", path)
            response = connection.getresponse()
            response.read()
        except OSError:
            time.sleep(0.002)
            continue
        finally:
            connection.close()
        if response.status == 200:
            return
        said = str(response.status)
        break
    process.terminate()
    printed = process.communicate()[0].decode(errors="replace").strip()
    raise Unanswered(f"{path} gave {said}. The server printed: {printed or 'nothing'}")


def boot(path: str) -> float:
    """Milliseconds from starting the command to the first 200."""
    begin = time.perf_counter()
    with started() as (process, port):
        first_answer(process, port, path)
        return (time.perf_counter() - begin) * 1e3


def address(repetition: int) -> str:
    """Eight optimizers on Rosenbrock, from a start that no cache has seen."""
    runs = "&".join(f"run={optimizer}:lr=0.0005" for optimizer in EIGHT)
    return f"surface=rosenbrock&start={-1.5 + 1e-6 * repetition},2.5&steps={STEPS}&{runs}"


def requests(repetitions: int = 60) -> tuple[float, int]:
    """The median milliseconds from sending a request to having read its answer, and the answer's bytes."""
    with started() as (process, port):
        first_answer(process, port, "/healthz")
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        body = b""

        def ask(repetition: int) -> None:
            nonlocal body
            connection.request("GET", f"/api/v1/trajectories?{address(repetition)}")
            response = connection.getresponse()
            body = response.read()
            if response.status != 200:
                raise Unanswered(f"{response.status}: {body[:500].decode()}")

        times = [milliseconds(ask, repetition) for repetition in range(repetitions + 5)]
        connection.close()
    trajectories = json.loads(body)["trajectories"]
    if [len(t["loss"]) for t in trajectories] != [STEPS + 1] * len(EIGHT):
        raise Unanswered("the answer is not eight whole paths: the race is not the one to measure")
    return statistics.median(times[5:]), len(body)


def computing() -> tuple[float, float]:
    """The median milliseconds of the same race in this process, and of encoding its answer."""
    runs = [{"optimizer": optimizer, "hyperparameters": {"lr": 0.0005}} for optimizer in EIGHT]
    assert set(EIGHT) <= set(CATALOGUE.optimizers)

    def compute(repetition: int) -> dict[str, object]:
        start = [-1.5 + 1e-6 * repetition, 2.5]
        problem = {"kind": "surface", "id": "rosenbrock"}
        return race(canonical(read({"problem": problem, "start": start, "steps": STEPS, "runs": runs})), frozenset())

    answer = compute(0)
    raced, encoded = medians(compute, lambda _: orjson.dumps(answer))
    return raced, encoded


def results() -> Iterator[Result | str]:
    raced, encoded = computing()
    try:
        answered, size = requests()
    except Unanswered as problem:
        yield f"Eight optimizers over HTTP: not measured. {problem}"
    else:
        yield Result(
            f"8 optimizers × {STEPS} steps over HTTP, uncached ({size / 1000:.0f} kB)", answered, "ms", goal=15
        )
    yield Result("  of which racing", raced, "ms")
    yield Result("  of which encoding JSON", encoded, "ms", goal=1)
    for path in ("/healthz", "/"):
        try:
            seconds = statistics.median(boot(path) for _ in range(5)) / 1e3
        except Unanswered as problem:
            yield f"Boot to {path}: not measured. {problem}"
        else:
            yield Result(f"python -m app to the first 200 of {path}", seconds, "s", goal=0.6)
