"""The reference: every definition has its page, in both languages, with everything that the definition says."""

from __future__ import annotations

import ast
import html
import itertools
import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from starlette.testclient import TestClient

from app.catalogue import CATALOGUE
from app.catalogue.definitions import Hyperparameter
from app.catalogue.terms import FRAMEWORKS
from app.engine import address
from app.engine.generated import points_of
from app.exports.calls import call_of
from app.text import Text
from app.web.catalogue import items
from app.web.demonstrations import RATES, difference, rates, standard_fit, standard_race
from app.web.typeset import short, symbol, whole

LANGUAGES = ("en", "zh")
KINDS = ("optimizers", "surfaces", "schedules", "datasets")
PAGES = [f"/{kind}/{name}" for kind in KINDS for name in getattr(CATALOGUE, kind)]
EACH_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)


class Page(HTMLParser):
    """What a page says, its links, its headings' ranks and its elements with their attributes."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.source = source
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(source)
        self.text = re.sub(r"\s+", " ", "".join(self.words))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]

    def links(self) -> Iterator[str]:
        return (link for anchor in self.all("a") if (link := anchor.get("href")) and link.startswith("/"))


@cache
def fetched(client: TestClient, path: str, language: str) -> Page:
    response = client.get(path, params={"lang": language})
    assert response.status_code == 200, (path, response.text[:300])
    return Page(response.text)


def said(text: Text, language: str) -> str:
    words: str = getattr(text, language)
    return re.sub(r"\s+", " ", words)


def check_quantities(page: Page, described: tuple[Hyperparameter, ...], language: str) -> None:
    for each in described:
        assert f"<code>{each.name}</code>" in page.source
        assert str(symbol(each)) in page.source
        assert said(each.description, language) in page.text
        assert whole(each.minimum) in page.text and whole(each.maximum) in page.text


@EACH_LANGUAGE
@pytest.mark.parametrize("name", CATALOGUE.optimizers)
def test_an_optimizer_has_its_page(client: TestClient, name: str, language: str) -> None:
    optimizer = CATALOGUE.optimizers[name]
    page = fetched(client, f"/optimizers/{name}", language)
    for text in filter(None, (optimizer.name, optimizer.idea, optimizer.advice)):
        assert said(text, language) in page.text
    assert optimizer.name.en in page.text and optimizer.name.zh in page.text
    assert optimizer.paper.url in [anchor.get("href") for anchor in page.all("a")]
    check_quantities(page, optimizer.hyperparameters, language)
    for variant, item in zip(optimizer.variants, items("optimizers")[name]["frameworks"], strict=True):
        assert item["mathml"] in page.source
        assert said(FRAMEWORKS[variant.framework].name, language) in page.text
        assert said(variant.differs, language) in page.text
        assert html.escape(call_of(optimizer, variant), quote=False).replace("'", "&#39;") in page.source
        assert all(said(track.name, language) in page.text for track in variant.tracks)
        assert all(whole(value) in page.text for value in variant.defaults.values())
        assert all(f'data-name="{state}"' in page.source for state in variant.state)
    assert page.source.count('class="framework"') == len(optimizer.variants)


@EACH_LANGUAGE
@pytest.mark.parametrize("name", CATALOGUE.surfaces)
def test_a_surface_has_its_page(client: TestClient, name: str, language: str) -> None:
    surface, item = CATALOGUE.surfaces[name], items("surfaces")[name]
    page = fetched(client, f"/surfaces/{name}", language)
    for text in (surface.name, surface.idea, surface.lesson):
        assert said(text, language) in page.text
    assert item["mathml"].partition(">")[2] in page.source
    assert re.sub(r"\s+", " ", surface.source) in page.text
    check_quantities(page, surface.coefficients, language)
    for minimum in item["minima"]:
        assert all(whole(minimum[key]) in page.text for key in ("x", "y", "value"))
    for saddle in item["saddles"]:
        assert f"({whole(saddle['x'])}, {whole(saddle['y'])})" in page.text


@EACH_LANGUAGE
@pytest.mark.parametrize("name", CATALOGUE.schedules)
def test_a_schedule_has_its_page(client: TestClient, name: str, language: str) -> None:
    schedule, item = CATALOGUE.schedules[name], items("schedules")[name]
    page = fetched(client, f"/schedules/{name}", language)
    for text in (schedule.name, schedule.idea):
        assert said(text, language) in page.text
    assert item["mathml"].partition(">")[2] in page.source
    check_quantities(page, schedule.parameters, language)
    assert "<code>warmup</code>" in page.source
    lines = [path["d"] or "" for path in page.all("path") if path.get("class", "").startswith("line")]  # type: ignore[union-attr]
    assert len(set(lines)) >= len(rates(name)[1]) and all(re.fullmatch(r"M[-\d. L]+H?\d*", line) for line in lines)


@EACH_LANGUAGE
@pytest.mark.parametrize("name", CATALOGUE.datasets)
def test_a_data_set_has_its_page(client: TestClient, name: str, language: str) -> None:
    dataset = CATALOGUE.datasets[name]
    page = fetched(client, f"/datasets/{name}", language)
    for text in (dataset.name, dataset.idea, dataset.lesson):
        assert said(text, language) in page.text
    assert re.sub(r"\s+", " ", dataset.source) in page.text
    check_quantities(page, dataset.coefficients, language)
    assert len(page.all("circle")) == len(points_of(name))
    assert len(page.all("svg")) == len([each for each in page.all("svg") if each.get("aria-label")]) == 1
    for kind, one in (("models", dataset.model), ("losses", dataset.loss)):
        assert items(kind)[one]["mathml"] in page.source
    _, answer = standard_fit(name)
    assert re.sub(r"\s+", " ", answer["problem"]["exact"]["message"][language]) in page.text
    if answer["problem"]["exact"]["condition"] is not None:
        assert short(answer["problem"]["exact"]["condition"]) in page.text


@EACH_LANGUAGE
def test_models_and_losses_stand_beside_the_data(client: TestClient, language: str) -> None:
    page = fetched(client, "/datasets", language)
    for kind in ("models", "losses"):
        for name, definition in getattr(CATALOGUE, kind).items():
            assert items(kind)[name]["mathml"] in page.source
            assert said(definition.name, language) in page.text and said(definition.idea, language) in page.text
            check_quantities(page, definition.coefficients, language)
    assert "torch.nn.HuberLoss(delta=1)" in page.text


@EACH_LANGUAGE
@pytest.mark.parametrize("kind", KINDS)
def test_the_lists_name_and_link_everything_in_the_catalogues_order(
    client: TestClient, kind: str, language: str
) -> None:
    page = fetched(client, f"/{kind}", language)
    linked = [urlsplit(link).path for link in page.links() if link.startswith(f"/{kind}/")]
    assert set(linked) == {f"/{kind}/{name}" for name in getattr(CATALOGUE, kind)}
    if kind != "surfaces":  # those stand by group
        assert linked == [f"/{kind}/{name}" for name in getattr(CATALOGUE, kind)]
    for definition in getattr(CATALOGUE, kind).values():
        assert said(definition.name, language) in page.text and said(definition.idea, language) in page.text


@EACH_LANGUAGE
@pytest.mark.parametrize("path", [*PAGES, *(f"/{kind}" for kind in KINDS)])
def test_headings_tables_and_figures_are_in_order(client: TestClient, path: str, language: str) -> None:
    page = fetched(client, path, language)
    ranks = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert ranks[0] == 1 and ranks.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(ranks))
    assert len(page.all("caption")) == len(page.all("table"))
    assert all(cell.get("scope") for cell in page.all("th"))
    for canvas in page.all("canvas"):
        assert canvas.get("aria-label") or canvas.get("aria-hidden") == "true"
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    for _, attributes in page.tags:
        assert (attributes.get("aria-labelledby") or ids[0]) in ids
        assert "style" not in attributes and not any(name.startswith("on") for name in attributes)


@EACH_LANGUAGE
def test_links_lead_somewhere(client: TestClient, language: str) -> None:
    """From the lists on, everything that is linked is there; links into the lab are scenes as they are written."""
    waiting, seen = [f"/{kind}" for kind in KINDS], set()
    while waiting:
        path = waiting.pop()
        seen.add(path)
        for link in fetched(client, path, language).links():
            target, query = urlsplit(link).path, urlsplit(link).query
            assert f"lang={language}" in query or "lang=" in query, link
            if target == "/" and "run=" in query:
                scene = address.parse(query, ignore_foreign=True)
                assert query.startswith(address.format(scene) + "&")
            elif target not in seen and target not in waiting and target not in ("/", "/docs"):
                waiting.append(target)
    assert set(PAGES) < seen
    assert client.head("/docs").status_code == 200


def test_who_has_second_curves_opens_the_lab_with_them(client: TestClient) -> None:
    assert "layers=tracks" in client.get("/optimizers/asgd").text
    assert "layers=tracks" not in client.get("/optimizers/adam").text


@pytest.mark.parametrize("kind", KINDS)
def test_an_unknown_id_is_a_page_that_names_what_there_is(client: TestClient, kind: str) -> None:
    for language, word in (("en", "catalogue"), ("zh", "目录")):
        response = client.get(f"/{kind}/no%3Csuch%3E?lang={language}")
        assert response.status_code == 404 and response.headers["content-type"].startswith("text/html")
        assert response.headers["cache-control"] == "no-store" and "etag" not in response.headers
        assert "no&lt;such&gt;" in response.text and word in response.text
        page = Page(response.text)
        assert any(link.startswith(f"/{kind}/no%3Csuch%3E?") for link in page.links()), "in the other language"
        for name, definition in getattr(CATALOGUE, kind).items():
            assert said(definition.name, language) in page.text
            assert any(urlsplit(link).path == f"/{kind}/{name}" for link in page.links())
    long = Page(client.get(f"/{kind}/{'x' * 3000}").text)
    assert "x" * 40 + "…" in long.text and "x" * 41 not in long.text


@pytest.mark.parametrize("path", ["/optimizers", "/optimizers/adam", "/surfaces/booth", "/agreement"])
def test_answers_are_pages_like_the_lab(client: TestClient, path: str) -> None:
    response = client.get(path)
    lab = client.get("/docs")
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert response.headers["cache-control"] == "no-cache" and "Accept-Language" in response.headers["vary"]
    policy = response.headers["content-security-policy"]
    assert "'sha256-" in policy and "unsafe" not in policy
    assert response.headers["x-content-type-options"] == lab.headers["x-content-type-options"]
    again = client.get(path, headers={"If-None-Match": response.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    head = client.head(path)
    assert (head.status_code, head.content) == (200, b"")
    assert {name: head.headers[name] for name in ("etag", "content-length")} == {
        name: response.headers[name] for name in ("etag", "content-length")
    }
    assert client.post(path).status_code == 405


def test_language_and_theme_are_chosen_as_for_the_lab(client: TestClient) -> None:
    chinese = client.get("/optimizers/sgd", headers={"Accept-Language": "zh-CN,zh;q=0.9"}).text
    assert '<html lang="zh-Hans" data-theme="auto">' in chinese
    dark = client.get("/optimizers/sgd?theme=dark&lang=en&utm=1", headers={"Accept-Language": "zh"}).text
    assert '<html lang="en" data-theme="dark">' in dark
    page = Page(dark)
    assert all("theme=dark" in link for link in page.links() if not link.startswith(("/docs", "/?lang=en")))
    assert "/optimizers/sgd?theme=dark&utm=1&lang=zh" in page.links()


@pytest.mark.parametrize("name", CATALOGUE.optimizers)
def test_a_call_is_python_with_the_literals_that_frameworks_ask_for(name: str) -> None:
    optimizer = CATALOGUE.optimizers[name]
    scales = {each.name: each.scale for each in optimizer.hyperparameters}
    for variant in optimizer.variants:
        text = call_of(optimizer, variant)
        if not text:
            assert variant.framework == "paper"
            continue
        call = ast.parse(text, mode="eval").body
        assert isinstance(call, ast.Call) and "{" not in text
        assert not [node for node in ast.walk(call) if isinstance(node, ast.IfExp)]
        literals: list[object] = [node.value for node in ast.walk(call) if isinstance(node, ast.Constant)]
        literals += [ast.literal_eval(node) for node in ast.walk(call) if isinstance(node, ast.UnaryOp)]
        for parameter, value in variant.defaults.items():
            assert value in literals or scales[parameter] == "switch", (parameter, literals)
    assert "centered=False" in call_of(CATALOGUE.optimizers["rmsprop"], CATALOGUE.optimizers["rmsprop"].variant())


def test_differences_are_raced_at_one_rate_on_one_surface_and_are_what_is_said() -> None:
    for name, optimizer in CATALOGUE.optimizers.items():
        shown = difference(name)
        assert [run.framework for run in shown.scene.runs] == [variant.framework for variant in optimizer.variants]
        assert {run.hyperparameters["lr"] for run in shown.scene.runs} == {shown.rate}
        for run, variant in zip(shown.scene.runs, optimizer.variants, strict=True):
            assert dict(run.hyperparameters) == {**variant.defaults, "lr": shown.rate}
    assert difference("adadelta").share > 0.1 and difference("sgd").share == 0
    assert shown is difference(name), "computed once"


def test_standard_optimizers_run_at_the_best_of_the_rates() -> None:
    scene, answer = standard_race("booth")
    assert [trajectory["outcome"]["kind"] for trajectory in answer["trajectories"]] == ["converged"] * 4
    assert all(run.hyperparameters["lr"] in RATES for run in scene.runs)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (-0.1, "−0.1"),
        (1e-8, "10⁻⁸"),
        (2.5e-30, "2.5×10⁻³⁰"),
        (1e6, "10⁶"),
        (2.220446049250313e-16, "2.220446049250313×10⁻¹⁶"),
        (-78.33233140754282, "−78.33233140754282"),
        (0.9999999, "0.9999999"),
    ],
)
def test_numbers_are_set_with_all_their_digits(value: float, text: str) -> None:
    assert whole(value) == text
    assert short(0.123456) == "0.1235"


def test_an_unknown_address_is_a_page_for_who_reads_pages(client: TestClient) -> None:
    for language, word in (("en", "There is no page at"), ("zh", "处没有页面")):
        response = client.get(f"/no%3Csuch%3E?lang={language}", headers={"Accept": "text/html,*/*;q=0.8"})
        assert response.status_code == 404 and response.headers["content-type"].startswith("text/html")
        assert response.headers["cache-control"] == "no-store"
        assert "no&lt;such&gt;" in response.text and word in response.text
        page = Page(response.text)
        for path in ("/", "/optimizers", "/docs"):
            assert any(urlsplit(link).path == path for link in page.links())
    for path, accept in (("/nosuch", "*/*"), ("/api/v1/nosuch", "text/html"), ("/static/nosuch", "text/html")):
        refusal = client.get(path, headers={"Accept": accept})
        assert refusal.status_code == 404 and refusal.headers["content-type"] == "application/problem+json"
