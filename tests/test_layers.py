"""The house as the code has it: imports run one way, files stay short, nothing is fetched from elsewhere."""

from __future__ import annotations

import ast
import json
import re
import string
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support import ROOT

LAYERS = ("formula", "catalogue", "engine", "exports", "web", "main")  # each may import itself and what is before it
LEAVES = ("text", "settings", "assets")  # everybody may import these; they import no layer
MODULES = sorted((ROOT / "app").rglob("*.py"))
SCRIPTS = sorted((ROOT / "static" / "js").rglob("*.js"))
LONGEST = {"app": 350, "static": 350, "tests": 400}  # about 300 is meant; what is over this is two things in one file


def layer(module: str) -> str | None:
    """The layer of a dotted module name: None for the package itself, "main" for what stands on top."""
    _, _, inside = module.partition("app.")
    name = inside.split(".")[0]
    return "main" if name == "__main__" else name or None


def imports(source: str, module: str, is_package: bool) -> Iterator[tuple[int, str]]:
    """Line and absolute name of each module that a Python source imports."""
    package = module if is_package else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names=names):
                yield from ((node.lineno, name.name) for name in names)
            case ast.ImportFrom(module=base, level=level, names=names):
                if level:
                    parents = package.split(".")[: len(package.split(".")) - level + 1]
                    base = ".".join([*parents, base] if base else parents)
                # "from ..text import Text" names a module, "from .. import text" names it in the list.
                yield from ((node.lineno, f"{base}.{name.name}") for name in names)


def faults_of(source: str, module: str, is_package: bool = False) -> list[str]:
    """What is wrong with the imports of one module of app."""
    own = layer(module)
    faults = []
    if own is not None and own not in (*LAYERS, *LEAVES):
        faults.append(f"{module}: {own!r} is no part of the house: one of {LAYERS} or {LEAVES}")
    if re.search(r"^\s*(from|import) app\b", source, re.M):
        faults.append(f"{module}: inside app, imports are relative")
    for line, name in imports(source, module, is_package):
        other = layer(name) if name.startswith("app.") else None
        if other not in LAYERS:
            continue
        if own in LEAVES or own is None or (own in LAYERS and LAYERS.index(other) > LAYERS.index(own)):
            faults.append(f"{module}:{line} imports {name}: {own or 'app'} may not know {other}")
    return faults


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def test_imports_run_one_way() -> None:
    faults = [
        fault
        for path in MODULES
        for fault in faults_of(path.read_text("utf-8"), name_of(path), path.name == "__init__.py")
    ]
    assert MODULES and not faults


@pytest.mark.parametrize(
    ("module", "source", "caught"),
    [
        ("app.formula.scalar", "from ..catalogue import CATALOGUE", True),
        ("app.formula.scalar", "from .. import catalogue", True),
        ("app.catalogue.terms", "def late():\n    from ..engine.race import race", True),
        ("app.engine.race", "import app.web.api", True),
        ("app.engine.race", "from app.text import Text", True),
        ("app.text", "from .formula import parse", True),
        ("app.toolbox", "", True),
        ("app.web.api", "from ..engine.race import race", False),
        ("app.engine.race", "from ..text import Text\nfrom .. import __version__\nimport numpy.linalg", False),
        ("app.__main__", "from . import main", False),
    ],
)
def test_an_arrow_that_runs_back_is_caught(module: str, source: str, caught: bool) -> None:
    assert bool(faults_of(source, module)) is caught


# In the browser: what each part may import. "shared" are the files directly in static/js that are not a page's wiring.
PAGES = ("lab", "embed", "learn", "reference", "stage", "gallery")
MAY_IMPORT = {
    "core": {"core"},
    "player": {"core"},
    "figures": {"core", "figures"},
    "shared": {"core", "shared"},
    "controls": {"core", "shared", "controls", "palette"},
    "page": {"core", "player", "figures", "shared", "controls", "palette", "page"},
}
MAY_IMPORT["palette"] = MAY_IMPORT["figures"] = {*MAY_IMPORT["figures"], "palette"}
_SPECIFIER = re.compile(
    r"""^\s*import\s+(?:[\w\s{},*$]+?\s+from\s+)?["']([^"']+)["']
      | ^\s*export\s+(?:\*(?:\s+as\s+\w+)?|\{[^}]*\})\s*from\s+["']([^"']+)["']
      | \bimport\(\s*["']([^"']+)["']""",
    re.MULTILINE | re.VERBOSE,
)


def part(path: str) -> str:
    """core/scale.js → core, player.js → player, store.js → shared, stage/panel.js → page."""
    first = path.split("/")[0].removesuffix(".js")
    if path == "figures/palette.js":
        return "palette"
    return "page" if first in PAGES else first if first in MAY_IMPORT else "shared"


def script_faults(source: str, path: str) -> list[str]:
    """What is wrong with the imports of one script, named by its path below static/js."""
    own, faults = part(path), []
    for match in _SPECIFIER.finditer(source):
        name = match[1] or match[2] or match[3]
        if not name.startswith("#app/"):
            faults.append(f"{path} imports {name!r}: write #app/…")
            continue
        other = part(name.removeprefix("#app/"))
        is_type = source.rfind("/**", 0, match.start()) > source.rfind("*/", 0, match.start())
        if other not in MAY_IMPORT[own] and not is_type:
            faults.append(f"{path} imports {name!r}: {own} may not know {other}")
        if not (ROOT / "static" / "js" / name.removeprefix("#app/")).is_file():
            faults.append(f"{path} imports {name!r}: there is no such file")
    return faults


def script_name(path: Path) -> str:
    return path.relative_to(ROOT / "static" / "js").as_posix()


def test_scripts_import_one_way() -> None:
    faults = [fault for path in SCRIPTS for fault in script_faults(path.read_text("utf-8"), script_name(path))]
    assert SCRIPTS and not faults


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("core/scale.js", 'import { draw } from "#app/figures/landscape.js";'),
        ("figures/landscape.js", 'import {\n  get,\n} from "#app/api.js";'),
        ("figures/landscape.js", 'export { a } from "#app/store.js";'),
        ("controls/slider.js", 'const late = await import("#app/figures/landscape.js");'),
        ("store.js", 'import { Slider } from "#app/controls/slider.js";'),
        ("lab.js", 'import "./store.js";'),
        ("lab.js", 'import { a } from "#app/core/no_such_file.js";'),
    ],
)
def test_a_script_that_reaches_too_far_is_caught(path: str, source: str) -> None:
    assert script_faults(source, path)


OURS = [
    *MODULES,
    *SCRIPTS,
    *sorted((ROOT / "tests").rglob("*.py")),
    *sorted((ROOT / "tests" / "js").rglob("*.js")),
    *sorted((ROOT / "static" / "css").rglob("*.css")),
]


def test_files_stay_short() -> None:
    lengths = {path.relative_to(ROOT).as_posix(): len(path.read_text("utf-8").splitlines()) for path in OURS}
    assert not {name: lines for name, lines in lengths.items() if lines > LONGEST[name.split("/")[0]]}


def flat(words: Any, prefix: str = "") -> dict[str, str]:
    """{"a": {"b": "word"}} → {"a.b": "word"}."""
    if isinstance(words, str):
        return {prefix: words}
    pairs = words.items() if isinstance(words, dict) else enumerate(words)
    return {key: word for name, inner in pairs for key, word in flat(inner, f"{prefix}.{name}".strip(".")).items()}


def placeholders(word: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(word) if name is not None}


def test_the_interface_says_the_same_in_both_languages() -> None:
    english, chinese = (
        flat(json.loads((ROOT / "app" / "locales" / f"{language}.json").read_text("utf-8")))
        for language in ("en", "zh")
    )
    assert english.keys() == chinese.keys()
    assert not [key for key, word in (english | chinese).items() if not word.strip()]
    assert {key: placeholders(word) for key, word in english.items()} == {
        key: placeholders(word) for key, word in chinese.items()
    }


# What would load something from another host, or would need a weaker content security policy.
FORBIDDEN = {
    r"""(?:\bsrc|\bsrcset|<link\b[^>]*\bhref)\s*=\s*["']?(?:https?:)?//""": "loads from another host",
    r"""url\(\s*["']?(?:https?:)?//|@import\b""": "loads from another host",
    r"""(?:\bfrom|\bimport\(?|\bfetch\()\s*["'`](?:https?:)?//""": "loads from another host",
    r"""<[^>{]*\sstyle\s*=|<style\b""": "inline style",
    r"""<[^>{]*\son[a-z]+\s*=""": "inline event handler",
    r"""\beval\(|\bnew Function\b|\bdocument\.write\b""": "runs text as code",
}
SERVED = [
    path
    for folder, endings in (("templates", {".html"}), ("static/css", {".css"}), ("static/js", {".js"}))
    for path in sorted((ROOT / folder).rglob("*"))
    if path.suffix in endings
]


def test_nothing_comes_from_elsewhere() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {reason}: {match[0]}"
        for path in SERVED
        for rule, reason in FORBIDDEN.items()
        for match in re.finditer(rule, path.read_text("utf-8"))
    ]
    assert SERVED and not found


@pytest.mark.parametrize(
    "source",
    [
        '<script src="https://cdn.example/x.js">',
        "<link rel=stylesheet href=//fonts.example/a.css>",
        '@import "x.css"',
        'import x from "https://cdn.example/x.js"',
        '<p style="color:red">',
        '<button onclick="go()">',
        'new Function("x", text)',
    ],
)
def test_what_is_forbidden_is_found(source: str) -> None:
    assert any(re.search(rule, source) for rule in FORBIDDEN)
