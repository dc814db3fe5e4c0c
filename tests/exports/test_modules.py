"""Modules are sent without comments and blanks, and mean the same."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.assets import asset_path
from app.exports.modules import stripped
from app.web.static import import_map
from tests.support import find_node

MODULES = sorted((asset_path("static") / "js").rglob("*.js"))

# Written, as it is sent.
CASES = {
    "a comment behind": ("a = 1; // one\nb = 2;\n", "a=1;\nb=2;\n"),
    "a comment alone": ("// one\n\n\n  // two\na();\n", "a();\n"),
    "a block": ("/** @type {a} */\nconst a = /* { */ 1;\n", "const a= 1;\n"),
    "a block that ends a line": ("return /* x\n */ 1", "return\n 1"),
    "slashes in text": ("a = \"// no\" + '/* no */';", "a=\"// no\" + '/* no */';"),
    "quotes in text": ("a = \"it's\" + '\\'//';", "a=\"it's\" + '\\'//';"),
    "a template": ("`\n  // kept ${ b + `  ${ { c: 1 }.c } //` }  x`;", "`\n  // kept ${ b + `  ${{c:1}.c} //`}  x`;"),
    "a regular expression": ("a.replace(/\"\\/[/\"]/g, x); // y", "a.replace(/\"\\/[/\"]/g,x);"),
    "a regular expression returned": ("return /'/.test(a);", "return /'/.test(a);"),
    "divisions": ("a = b / c / d; // 'e", "a=b / c / d;"),
    "signs that must not meet": ("a = b - -c + +d;", "a=b - -c + +d;"),
    "words that must not meet": ("const { a } = b; if (c) return d in e;", "const{a}=b;if(c)return d in e;"),
    "a line that ends a statement": ("a\n  (b)\n", "a\n(b)\n"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_is_left(case: str) -> None:
    written, sent = CASES[case]
    assert stripped(written) == sent


def test_a_template_without_an_end_is_said() -> None:
    with pytest.raises(ValueError, match="template literal at character 10"):
        stripped("a = `b ${c} d")


def test_every_module_is_still_one(tmp_path: Path) -> None:
    for module in MODULES:
        sent = tmp_path / "sent.mjs"
        sent.write_text(stripped(module.read_text(encoding="utf-8")), encoding="utf-8")
        run = subprocess.run([find_node(), "--check", str(sent)], capture_output=True, encoding="utf-8", timeout=60)
        assert run.returncode == 0, f"{module.name}: {run.stderr}"


def test_the_page_gets_modules_without_comments(client: TestClient) -> None:
    for url in import_map()["imports"].values():
        answer = client.get(url)
        assert answer.status_code == 200 and answer.headers["content-type"].startswith("text/javascript")
        assert "immutable" in answer.headers["cache-control"]
        assert "/**" not in answer.text
        again = client.get(url, headers={"If-None-Match": answer.headers["etag"]})
        assert again.status_code == 304 and not again.content


# What the lab page may load before anything is opened on it, in bytes.
BUDGET = 200_000


def test_the_page_stays_light() -> None:
    folder = asset_path("static") / "js"
    met, ahead = {"lab.js"}, ["lab.js"]
    while ahead:
        source = stripped((folder / ahead.pop()).read_text(encoding="utf-8"))
        # Static imports only: what stands in import(…) is fetched when it is first wanted.
        found = set(re.findall(r'(?:from|^import) ?"#app/([^"]+)"', source, re.MULTILINE)) - met
        met |= found
        ahead += found
    size = sum(len(stripped((folder / name).read_text(encoding="utf-8")).encode()) for name in met)
    assert {"lab.js", "stage/stage.js", "core/frames.js"} <= met
    assert "figures/solid.js" not in met
    assert size < BUDGET, f"{len(met)} modules of {size} bytes"
