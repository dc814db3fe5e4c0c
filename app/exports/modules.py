"""The page's modules as they are sent: without comments and needless blanks, two fifths of them, which are for those
who read the source.

Nothing else is changed: not a name, not a line break that could end a statement. What stands in ``static/js`` runs as
it is; there is no build step.
"""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from ..assets import asset_path

# A slash begins a regular expression where an operand is due: after an operator, an opening bracket, `return`.
_PATTERN: Final = r"/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\[\n])+/[a-z]*"
_TOKEN: Final = re.compile(
    rf"""
      (?P<line> //[^\n]* )
    | (?P<block> /\*.*?\*/ )
    | (?P<kept> "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])*'
              | (?<=[(,=:\[!&|?{{}};+\-*%<>~^\n]){_PATTERN}
              | (?<=[(,=:\[!&|?{{}};+\-*%<>~^\n][ ]){_PATTERN}
              | (?<=return[ ]){_PATTERN} )
    | (?P<template> ` )
    | (?P<opening> \{{ )
    | (?P<closing> \}} )
    | (?P<space> [ \t]*\n\s* )
    """,
    re.DOTALL | re.VERBOSE,
)
# Blanks beside signs that can run together with nothing.
_BESIDE: Final = re.compile(r"[ ]?([()\[\];,=:?&|<>!*%])[ ]?")
_TEMPLATE: Final = re.compile(r"(?:\\.|\$(?!\{)|[^`\\$])*(`|\$\{)", re.DOTALL)


def stripped(source: str) -> str:
    """A module without comments, blanks and empty lines. Raises ValueError for a template literal without an end."""
    out: list[str] = []
    nesting: list[int] = []  # the braces that are open within each ${…} around this place
    at = 0
    while match := _TOKEN.search(source, at):
        kind, text = match.lastgroup, match[0]
        code = _BESIDE.sub(r"\1", source[at : match.start()])
        if out and out[-1] in ("{", "}"):
            code = code.removeprefix(" ")
        out.append(code.removesuffix(" ") if text in ("{", "}") else code)
        at = match.end()
        if kind == "space" or (kind == "block" and "\n" in text):
            _break_line(out)
        elif kind == "block":
            out.append(" " if out and out[-1][-1:].isalnum() else "")
        elif kind == "template" or (kind == "closing" and nesting and nesting[-1] == 0):
            if kind == "closing":
                nesting.pop()
            at = _through_template(source, match.start(), at, out, nesting)
        elif kind != "line":
            if nesting:
                nesting[-1] += {"opening": 1, "closing": -1}.get(str(kind), 0)
            out.append(text)
    return "".join([*out, _BESIDE.sub(r"\1", source[at:])]).lstrip()


def _break_line(out: list[str]) -> None:
    """Ends the line that is being written, if there is one."""
    while out and not (line := out.pop().rstrip(" \t")):
        pass
    if out or line:
        out.append(line)
        if not line.endswith("\n"):
            out.append("\n")


def _through_template(source: str, start: int, at: int, out: list[str], nesting: list[int]) -> int:
    """Copies a template literal as it stands, to its end or to the expression in it. Returns where that is."""
    match = _TEMPLATE.match(source, at)
    if match is None:
        raise ValueError(f"the template literal at character {start} does not end")
    if match[1] == "${":
        nesting.append(0)
    out.append(source[start : match.end()])
    return match.end()


_IMPORTED: Final = re.compile(r'(?:\bfrom ?|\bimport ?\(?)"#app/([^"]+)"')


def imported(source: str) -> list[str]:
    """The modules that one imports, at once or when they are first wanted, by their names below static/js."""
    return list(dict.fromkeys(_IMPORTED.findall(source)))


def sent(name: str) -> str:
    """The module of that name below static/js as it is sent. Raises FileNotFoundError."""
    path = asset_path("static") / "js" / name
    return script_of(path, path.stat().st_mtime_ns).decode()


@lru_cache(maxsize=512)
def script_of(path: Path, changed: int) -> bytes:
    """The module at a path as it is sent; ``changed`` is when (ns), so that an edited file is read again."""
    return stripped(path.read_text(encoding="utf-8")).encode()


def _own_hash() -> bytes:
    return sha256(Path(__file__).read_bytes()).digest()


# Part of the address of every script: what is sent depends on this file too.
SALT: Final = _own_hash()
