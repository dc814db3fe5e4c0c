"""The command ``descent-lab``: starts the server, says where it listens, opens the browser there.

What is heavy is imported when it is needed, so that ``--help`` and a taken port answer at once.
"""

from __future__ import annotations

import argparse
import errno
import os
import socket
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence

from . import __version__
from .text import Text, WrongValue

_APPLICATION = "app.main:create_app"
_STARTUP_SECONDS = 60.0

_PURPOSE = Text(
    en="Descent Lab: watch optimizers race on a loss surface, in the browser and over a REST API.",
    zh="梯度下降实验室：在浏览器中观看各种优化器在损失曲面上的竞赛，并提供 REST API。",
)
_HOST = Text(
    en="address to listen on (default 127.0.0.1: this computer only)",
    zh="监听地址（默认 127.0.0.1：仅限本机访问）",
)
_PORT = Text(
    en="port to listen on, 0 for any free one (default 8000)",
    zh="监听端口，0 表示自动选用空闲端口（默认 8000）",
)
_NO_BROWSER = Text(en="do not open the browser", zh="不自动打开浏览器")
_WORKERS = Text(en="number of server processes (default 1)", zh="服务器进程数（默认 1）")

_WHOLE_NUMBER = Text(
    en="{given!r} is not allowed: give a whole number from {low} to {high}",
    zh="不接受 {given!r}：请给出 {low} 到 {high} 之间的整数",
)
_LISTENING = Text(en="Descent Lab: {address}\nCtrl-C stops it.", zh="梯度下降实验室：{address}\n按 Ctrl-C 停止。")
_STOPPED = Text(en="Stopped.", zh="已停止。")
_TAKEN = Text(
    en="Port {port} on {host} is taken. Choose another one, for example: descent-lab --port {free}",
    zh="{host} 的端口 {port} 已被占用。请换一个端口，例如：descent-lab --port {free}",
)
_FORBIDDEN = Text(
    en="This account may not listen on port {port}. Choose one above 1023, for example: descent-lab --port {free}",
    zh="当前账户无权监听端口 {port}。请选择大于 1023 的端口，例如：descent-lab --port {free}",
)
_NO_SUCH_HOST = Text(
    en="{host!r} is not an address of this computer ({reason}). Give one of its own, for example: --host 127.0.0.1",
    zh="{host!r} 不是本机的地址（{reason}）。请给出本机的地址，例如：--host 127.0.0.1",
)


class CannotListen(Exception):
    """The wanted address is not to be had; ``message`` says why and what to do."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message


def language(environment: Mapping[str, str]) -> str:
    """The language of the terminal, "zh" or "en", by the POSIX locale variables in their order of precedence."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    locale = next((environment[name] for name in names if environment.get(name)), "")
    return "zh" if locale.lower().startswith("zh") else "en"


def _in(tongue: str, text: Text) -> str:
    return text.zh if tongue == "zh" else text.en


def _parser(tongue: str) -> argparse.ArgumentParser:
    def whole_number(low: int, high: int) -> Callable[[str], int]:
        def read(given: str) -> int:
            if given.isascii() and given.isdigit() and low <= int(given) <= high:
                return int(given)
            raise argparse.ArgumentTypeError(_in(tongue, _WHOLE_NUMBER.format(given=given, low=low, high=high)))

        return read

    parser = argparse.ArgumentParser(prog="descent-lab", description=_in(tongue, _PURPOSE))
    parser.add_argument("--host", default="127.0.0.1", help=_in(tongue, _HOST))
    parser.add_argument("--port", default=8000, type=whole_number(0, 65535), metavar="N", help=_in(tongue, _PORT))
    parser.add_argument("--no-browser", action="store_true", help=_in(tongue, _NO_BROWSER))
    parser.add_argument("--workers", default=1, type=whole_number(1, 64), metavar="N", help=_in(tongue, _WORKERS))
    parser.add_argument("--version", action="version", version=f"descent-lab {__version__}")
    return parser


def bind(host: str, port: int) -> socket.socket:
    """A socket bound to the address, not yet listening. Raises CannotListen."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except (socket.gaierror, UnicodeError) as reason:
        raise CannotListen(_NO_SUCH_HOST.format(host=host, reason=reason)) from None
    listener = socket.socket(family, kind, protocol)
    # Elsewhere this lets a restart take the port at once; on Windows it would share the port of a running server.
    if os.name != "nt":
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(address)
    except OSError as reason:
        listener.close()
        match reason.errno:
            case errno.EADDRINUSE:
                problem = _TAKEN
            case errno.EACCES:
                problem = _FORBIDDEN
            case _:
                problem = _NO_SUCH_HOST
        raise CannotListen(
            problem.format(host=host, port=port, free=_free_port(host, port), reason=reason.strerror)
        ) from None
    return listener


def _free_port(host: str, taken: int) -> int:
    """A port to suggest: the next free one, else 0 (any)."""
    for port in range(max(taken, 7999) + 1, min(max(taken, 7999) + 20, 65536)):
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as attempt:
            try:
                attempt.bind((host, port))
            except OSError:
                continue
            return port
    return 0


def address_of(listener: socket.socket) -> tuple[str, int]:
    """Host and port under which this computer reaches the socket."""
    host, port = listener.getsockname()[:2]
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host), port  # noqa: S104 (read, not bound)


def _catalogue_fault() -> Text | None:
    """What is wrong with a definition in the catalogue, with its file and line; None: nothing."""
    try:
        from . import catalogue  # noqa: F401 (importing it checks it)
    except WrongValue as problem:
        return problem.text
    return None


def _announce(host: str, port: int, tongue: str, ready: Callable[[], bool]) -> None:
    """Wait until the server takes connections, then say so: it listens only once the application is built. The browser
    is opened if the lab is ``ready`` for it."""
    deadline = time.monotonic() + _STARTUP_SECONDS
    while time.monotonic() < deadline:
        try:
            socket.create_connection((host, port), timeout=1).close()
        except OSError:
            time.sleep(0.02)
            continue
        address = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
        print(_in(tongue, _LISTENING.format(address=address)), flush=True)
        if ready():
            import webbrowser

            webbrowser.open(address)
        return


def _has_screen(environment: Mapping[str, str]) -> bool:
    """Without a screen the "browser" found might be a text one, which would take over the terminal."""
    if sys.platform in ("win32", "darwin"):
        return True
    return any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"))


def _serve(listener: socket.socket, workers: int, tongue: str, browser: bool) -> Text | None:
    """Serve until Ctrl-C. Gives what is wrong with the catalogue, where that ends it sooner."""
    import uvicorn

    def announcing(ready: Callable[[], bool]) -> None:
        threading.Thread(target=_announce, args=(*address_of(listener), tongue, ready), daemon=True).start()

    if workers == 1:
        config = uvicorn.Config(_APPLICATION, factory=True, log_level="warning", ws="none", timeout_graceful_shutdown=3)
        server = uvicorn.Server(config)
        faults: list[Text] = []

        def ready() -> bool:
            # The routes are loading at this moment and import the catalogue as well: asking costs nothing.
            if (fault := _catalogue_fault()) is not None:
                faults.append(fault)
                server.should_exit = True
            return browser and fault is None

        announcing(ready)
        server.run(sockets=[listener])
        return faults[0] if faults else None
    # A worker that ends is started again, so what would end them all must be known before.
    if (fault := _catalogue_fault()) is not None:
        return fault
    announcing(lambda: browser)
    # Worker processes get their socket from uvicorn itself; ours has shown that the address is free and fixed the port.
    host, port = listener.getsockname()[:2]
    listener.close()
    uvicorn.run(
        _APPLICATION,
        factory=True,
        host=host,
        port=port,
        workers=workers,
        log_level="warning",
        ws="none",
        timeout_graceful_shutdown=3,
    )
    return None


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit status: 0 after Ctrl-C, 1 when the address is not to be had or a definition in
    the catalogue does not hold together."""
    tongue = language(os.environ)
    options = _parser(tongue).parse_args(arguments)
    try:
        listener = bind(options.host, options.port)
    except CannotListen as problem:
        print(_in(tongue, problem.message), file=sys.stderr)
        return 1
    browser = not options.no_browser and _has_screen(os.environ)
    fault = None
    try:
        fault = _serve(listener, options.workers, tongue, browser)
    except KeyboardInterrupt:
        pass
    finally:
        listener.close()
    if fault is not None:
        print(_in(tongue, fault), file=sys.stderr)
        return 1
    print(_in(tongue, _STOPPED), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
