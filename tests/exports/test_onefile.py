"""A scene as one HTML file: what is in it, how large it is, and that nothing in it points anywhere else."""

from __future__ import annotations

import json
import re
import struct
from base64 import b64decode
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from app import __version__
from app.engine.address import parse
from app.engine.faults import InvalidScene
from app.engine.race import race as raced
from app.engine.scene import canonical
from app.exports.locales import Language, words
from app.exports.onefile.look import DRAWING, look_of
from app.exports.onefile.packing import packed
from app.exports.onefile.page import figure_file
from app.exports.onefile.parts import hash_of, modules_from, words_of
from app.exports.python import race
from app.settings import LIMITS
from tests.support import ROOT

FOUR = "&run=sgd:lr=0.001&run=momentum:lr=0.0003&run=rmsprop:lr=0.05&run=adam:lr=0.4"
ROSENBROCK = f"surface=rosenbrock&start=-0.6,2.2&steps=300{FOUR}"
ARTICLE = f"dataset=article&steps=300{FOUR}"
NOISY = "dataset=noisy_line:n=200,seed=3&loss=huber&steps=300&run=sgd:lr=0.01,batch=4&run=adam:noise=0.1"
RATES = "surface=beale&steps=300&run=adam~cosine~~clip_norm~~lookahead&run=lbfgs&run=polyak_sgd&run=asgd:lr=0.001"
SMALL = "surface=booth&steps=20&run=adam:lr=0.1"


def file_of(query: str, lang: str = "en", **look: Any) -> str:
    return figure_file(parse(query), look_of(lang, **look))


def block(html: str, name: str) -> Any:
    found = re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', html, re.S)
    assert found, name
    return json.loads(found[1])


def imports_of(html: str) -> dict[str, str]:
    found = re.search(r'<script type="importmap">(.*?)</script>', html, re.S)
    assert found
    imports: dict[str, str] = json.loads(found[1])["imports"]
    return imports


def unpacked(value: Any) -> Any:
    """What packing took, read as the page reads it."""
    if isinstance(value, dict):
        if set(value) == {"f64"}:
            body = b64decode(value["f64"])
            return list(struct.unpack(f"<{len(body) // 8}d", body))
        if set(value) == {"same", "count"}:
            return [value["same"]] * value["count"]
        return {key: unpacked(each) for key, each in value.items()}
    return [unpacked(each) for each in value] if isinstance(value, list) else value


@pytest.mark.parametrize("query", [ROSENBROCK, ARTICLE, NOISY, RATES])
@pytest.mark.parametrize("look", [{}, {"lang": "zh", "layout": "side", "show": "speed,tabs,legend,views,theme"}])
def test_four_runs_of_three_hundred_steps_are_light(query: str, look: dict[str, Any]) -> None:
    assert len(file_of(query, **look).encode()) < 500_000


@pytest.mark.parametrize("query", [ROSENBROCK, ARTICLE, NOISY, RATES])
def test_the_paths_are_those_of_the_api_to_the_last_bit(query: str) -> None:
    scene = canonical(parse(query))
    first = unpacked(block(file_of(query), "first"))
    for mine, theirs in zip(first["trajectories"], raced(scene)["trajectories"], strict=True):
        for column in ("path", "loss", "gradient_norm", "learning_rate", "outcome"):
            assert mine[column] == json.loads(json.dumps(theirs[column])), column
    assert first["address"] in unescape(file_of(query))


def test_packing_loses_nothing() -> None:
    long = [1 / (k + 3) for k in range(40)]
    value = {"a": [*long, -0.0, 5e-324, 1.7e308], "b": [[1, 2.5]] * 30, "c": [None, *long], "d": [7] * 99, "e": "text"}
    assert unpacked(json.loads(json.dumps(packed(value)))) == value
    assert len(json.dumps(packed(value["a"]))) < len(json.dumps(value["a"]))
    assert packed([True] * 20) == [True] * 20 and packed([]) == [] and packed(long[:5]) == long[:5]


def test_the_same_scene_is_the_same_file() -> None:
    assert file_of(ROSENBROCK) == file_of(ROSENBROCK)
    assert file_of(SMALL) == figure_file(canonical(parse(SMALL)), look_of("en"))
    others = [file_of(SMALL), file_of(SMALL, "zh"), file_of(SMALL, theme="dark"), file_of(SMALL, step=3)]
    assert len(set(others)) == len(others)


@pytest.mark.parametrize("query", [ROSENBROCK, NOISY])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_nothing_comes_from_elsewhere(query: str, lang: str) -> None:
    html = file_of(query, lang, show="views", layers="gradient")
    for address in re.findall(r"\b(?:src|href|srcset|action|data|poster)=\"([^\"]*)\"", html):
        assert address.startswith(("data:", "#")), address
    assert not re.search(r"url\((?!#)|@import|@font-face", html)
    known = {"http://www.w3.org/2000/svg", "http://www.w3.org/1998/Math/MathML"}
    assert set(re.findall(r"https?://[\w./-]+", html)) <= known


def test_its_policy_lets_run_what_is_in_it_and_nothing_else() -> None:
    html = file_of(SMALL)
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    assert found
    directives = dict(part.strip().split(" ", 1) for part in found[1].split(";"))
    assert directives["default-src"] == "'none'" and "unsafe" not in found[1] and "http" not in found[1]
    scripts = re.findall(r'<script type="(?:importmap|module)">(.*?)</script>', html, re.S)
    (style,) = re.findall(r"<style>(.*?)</style>", html, re.S)
    assert directives["script-src"].split() == [*map(hash_of, scripts), "data:"] and len(scripts) == 2
    assert directives["style-src"] == hash_of(style)
    assert not re.search(r"<[a-z][^>]*\s(style|on[a-z]+)=", html)
    assert html.index("Content-Security-Policy") < html.index("<style") < html.index("<script")


def test_every_module_that_is_needed_is_there() -> None:
    for query, look in ((SMALL, {}), (ARTICLE, {}), (ARTICLE, {"layers": "gradient"})):
        imports = imports_of(file_of(query, **look))
        wanted = {
            name
            for url in imports.values()
            for name in re.findall(r'(?:\bfrom ?|\bimport ?\(?)"(#[^"]+)"', unquote(url.split(",", 1)[1]))
        }
        assert {"#app/embed/figure.js", "#app/figures/solid.js", "#app/figures/solid-axes.js"} <= wanted
        missing = wanted - set(imports)
        # What this file can never come to is left out.
        assert missing == ({"#app/stage/data.js"} if query is SMALL else set()) | (
            set() if look else {"#app/stage/layers.js"}
        )
        assert all(url.startswith("data:text/javascript;charset=utf-8,") for url in imports.values())
        assert not any(re.search(r"[#\n\t]", url) for url in imports.values()), "a URL parser would drop these"


def test_an_address_of_a_module_reads_back_as_the_module() -> None:
    imports = imports_of(file_of(ARTICLE, layers="step"))
    modules = modules_from("embed/file.js")
    assert set(imports) == {f"#app/{name}" for name in modules} | {"#loss"}
    for name, source in modules.items():
        assert unquote(imports[f"#app/{name}"].split(",", 1)[1]) == source, name


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_it_has_the_words_that_it_says_in_its_language(lang: str) -> None:
    said = block(file_of(SMALL, lang), "words")
    language: Language = "zh" if lang == "zh" else "en"
    table = words(language)
    assert said.items() <= table.items()
    for key in ("player.play", "figure.plane", "curve.loss", "curve.state.means", "layout.3d", "happens.diverged"):
        assert key in said, key
    assert len(said) < len(table) / 2, "not those of the lab"
    assert said == words_of(modules_from("embed/file.js", {"stage/data.js", "stage/layers.js"}), language)


def test_it_names_only_what_it_shows() -> None:
    catalogue = block(file_of(RATES), "catalogue")
    assert [each["id"] for each in catalogue["optimizers"]] == ["adam", "asgd", "polyak_sgd", "lbfgs"]
    assert [each["id"] for each in catalogue["surfaces"]] == ["beale"] and catalogue["datasets"] == []
    assert {each["id"] for each in catalogue["wrappers"]} == {"clip_norm", "lookahead"}


def test_it_says_its_version_its_licence_and_its_scene() -> None:
    html = file_of(SMALL, "zh")
    assert f'<meta name="generator" content="Descent Lab {__version__}">' in html
    head = html[: html.index("<html")]
    assert (ROOT / "LICENSE").read_text("utf-8").strip() in head and __version__ in head
    assert f"<code>{race(SMALL).address}</code>" in unescape(html)


def test_what_a_person_wrote_cannot_get_out() -> None:
    html = file_of("formula=x**2%2By**2%2B(x<y)&view=-1,1,-1,1&run=sgd".replace("%2B(x<y)", "%2Bwhere(x<y,0,1)"))
    assert len(re.findall(r"<script\b", html)) == len(re.findall(r"</script>", html)) == 6
    html = file_of(SMALL, quantity='"></script><script>alert(1)</script>')
    assert "alert(1)</script>" not in html and html.count("</script>") == 6


def test_columns_that_the_look_needs_are_there() -> None:
    run = block(file_of(SMALL), "first")["trajectories"][0]
    assert not {"state", "gradient", "memory", "samples"} & set(run)
    run = block(file_of(SMALL, layers="gradient,memory,batch"), "first")["trajectories"][0]
    assert {"gradient", "memory"} <= set(run) and "state" not in run
    for look in ({"show": "tabs"}, {"curve": "state"}):
        assert "state" in block(file_of(SMALL, **look), "first")["trajectories"][0]
    assert "samples" in block(file_of(NOISY), "first")["trajectories"][0]
    many = NOISY.replace("steps=300", "steps=6000")
    assert "samples" not in block(file_of(many), "first")["trajectories"][0]


def test_a_start_is_never_to_be_moved() -> None:
    assert "start" not in block(file_of(SMALL, show="start,views"), "page")["shown"]


def test_a_link_to_the_lab_only_where_there_is_one() -> None:
    assert 'id="lab"' not in file_of(SMALL)
    html = file_of(SMALL, lab="https://lab.example/")
    assert f'href="https://lab.example/?{race(SMALL).address}"' in unescape(html)


def test_the_longest_scene_is_a_file_and_more_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    html = file_of(f"surface=sphere&steps={LIMITS.steps}" + "&run=sgd:lr=0.0001&run=adam" * 8)
    size = len(html.encode())
    assert 5_000_000 < size < LIMITS.file_bytes
    monkeypatch.setattr("app.exports.onefile.page.LIMITS", type("Less", (), {"file_bytes": 200_000}))
    with pytest.raises(InvalidScene, match=r"\d{6} bytes; at most 200000") as refused:
        file_of(SMALL)
    assert "字节" in refused.value.faults[0].text.zh


def test_the_keys_of_drawing_are_the_pages_own() -> None:
    source = (ROOT / "static/js/options.js").read_text("utf-8")
    options = re.search(r"export const OPTIONS = \{(.*?)\n\};", source, re.S)
    assert options
    assert (*re.findall(r"^  (\w+):", options[1], re.M), "style") == DRAWING


def test_from_python(tmp_path: Path) -> None:
    result = race(SMALL, language="zh")
    html = result.to_html(tmp_path / "booth.html", layout="side", show=["views", "tabs"], step=3)
    assert (tmp_path / "booth.html").read_bytes() == html.encode()
    assert html == file_of(SMALL, "zh", layout="side", show="views,tabs", step=3)
    assert '<html lang="zh-Hans"' in html and '<html lang="en"' in result.to_html(lang="en")


@pytest.mark.parametrize(
    ("look", "said"),
    [
        ({"lang": "fr"}, "en or zh"),
        ({"theme": "pink"}, "auto or light or dark"),
        ({"layout": "round"}, "overlay or side or 3d"),
        ({"show": "everything"}, "views"),
        ({"hide": ["curves", "axes"]}, "axes"),
        ({"step": -1}, "step"),
        ({"step": 2.5}, "2.5"),
        ({"step": True}, "true"),
        ({"colour": "red"}, "colour"),
        ({"lab": "javascript:alert(1)"}, "https://"),
        ({"theme": "pink", "layout": "round"}, "pink.*round"),
    ],
)
def test_a_mistake_is_a_sentence(look: dict[str, Any], said: str) -> None:
    with pytest.raises(InvalidScene, match=said):
        race(SMALL).to_html(**look)
