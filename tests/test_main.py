"""The command ``descent-lab``, as a process."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest

from app import __version__
from app.__main__ import CannotListen, bind, language
from tests.support import ROOT, running, this_command


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "app", *arguments],
        cwd=ROOT,
        env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "1", **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )


def healthz(address: str) -> object:
    with urlopen(f"{address}/healthz", timeout=30) as answer:
        return json.load(answer)


@pytest.mark.parametrize("workers", ["1", "2"])
def test_it_answers_at_the_address_it_prints_and_ctrl_c_stops_it(workers: str) -> None:
    with running(this_command("--workers", workers)) as lab:
        assert healthz(lab.address) == {"status": "ok", "version": __version__}
        lab.process.send_signal(signal.SIGINT)
        assert lab.process.wait(20) == 0
    printed = "".join(lab.lines)
    assert printed == f"Descent Lab: {lab.address}\nCtrl-C stops it.\nStopped.\n"


def test_ctrl_c_while_a_connection_is_open_and_idle() -> None:
    with running(this_command()) as lab:
        host, port = lab.address.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port)), timeout=10):
            lab.process.send_signal(signal.SIGINT)
            assert lab.process.wait(20) == 0


def test_every_interface_is_announced_by_an_address_that_opens() -> None:
    with running(this_command("--host", "0.0.0.0")) as lab:
        assert lab.address.startswith("http://127.0.0.1:")
        assert healthz(lab.address) == {"status": "ok", "version": __version__}


def test_the_browser_opens_once_the_server_listens(tmp_path: Path) -> None:
    seen = tmp_path / "opened"
    opener = tmp_path / "opener"
    opener.write_text(f'#!/bin/sh\necho "$1" > "{seen}.part" && mv "{seen}.part" "{seen}"\n')
    opener.chmod(0o755)
    command = [part for part in this_command() if part != "--no-browser"]
    with running(command, BROWSER=f"{opener} %s") as lab:
        deadline = time.monotonic() + 20
        while not seen.exists() and time.monotonic() < deadline:
            time.sleep(0.02)
        assert seen.read_text().strip() == lab.address


def test_a_taken_port_is_answered_with_one_that_is_free() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        result = run("--port", str(port), "--no-browser")
    assert result.returncode == 1
    assert result.stdout == ""
    sentence, _, suggestion = result.stderr.strip().rpartition(" ")
    assert sentence == (f"Port {port} on 127.0.0.1 is taken. Choose another one, for example: descent-lab --port")
    bind("127.0.0.1", int(suggestion)).close()


def test_a_taken_port_in_chinese() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        result = run("--port", str(other.getsockname()[1]), "--no-browser", LC_ALL="zh_CN.UTF-8")
    assert "已被占用" in result.stderr


def test_a_host_that_is_not_here() -> None:
    with pytest.raises(CannotListen, match=r"'203\.0\.113\.7' is not an address of this computer"):
        bind("203.0.113.7", 0)
    with pytest.raises(CannotListen, match="is not an address of this computer"):
        bind("no..such", 0)


@pytest.mark.parametrize(
    ("option", "given", "allowed"),
    [("--port", "65536", "0 to 65535"), ("--port", "http", "0 to 65535"), ("--workers", "0", "1 to 64")],
)
def test_a_value_out_of_range_names_what_is_allowed(option: str, given: str, allowed: str) -> None:
    result = run(option, given)
    assert result.returncode == 2
    assert f"{given!r} is not allowed: give a whole number from {allowed}" in result.stderr


def test_help_is_instant() -> None:
    heavy = "import sys; from app.__main__ import main\ntry: main(['--help'])\nexcept SystemExit: pass\n"
    heavy += "print([m for m in ('fastapi', 'numpy', 'pydantic', 'uvicorn', 'asyncio') if m in sys.modules])"
    result = subprocess.run([sys.executable, "-c", heavy], cwd=ROOT, capture_output=True, encoding="utf-8", timeout=60)
    assert result.stdout.rstrip().endswith("\n[]"), result
    assert "--no-browser" in result.stdout


@pytest.mark.parametrize(
    ("environment", "tongue"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "zh_TW", "LC_ALL": ""}, "zh"),
    ],
)
def test_the_language_of_the_terminal(environment: dict[str, str], tongue: str) -> None:
    assert language(environment) == tongue
