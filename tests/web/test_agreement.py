"""The page /agreement: every measured error, in both languages, and the ways to it."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.catalogue import CATALOGUE
from app.catalogue.agreement import agreements
from app.catalogue.terms import FRAMEWORKS
from app.web.agreement import KINDS, bound, of_optimizer
from tests.web.test_reference import EACH_LANGUAGE, Page, fetched, said


@pytest.mark.parametrize(
    ("error", "printed"),
    [
        (0.0, "0"),
        (1e-15, "10⁻¹⁵"),
        (1.0000001e-15, "2×10⁻¹⁵"),
        (2.3e-16, "3×10⁻¹⁶"),
        (9.1e-16, "10⁻¹⁵"),
        (6e-18, "6×10⁻¹⁸"),
    ],
)
def test_an_error_is_printed_with_one_digit_and_never_too_small(error: float, printed: str) -> None:
    assert bound(error) == printed


def rows(page: Page) -> dict[str, str]:
    """The text of each table row that has an id."""
    found = re.findall(r'<tr id="([\w-]+)">(.*?)</tr>', page.source, re.DOTALL)
    return {id: re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", cells))) for id, cells in found}


@EACH_LANGUAGE
def test_every_measured_error_stands_there(client: TestClient, language: str) -> None:
    page = fetched(client, "/agreement", language)
    printed = rows(page)
    assert len(printed) == sum(len(agreements(kind)) for kind in KINDS)
    for kind in KINDS:
        definitions: Any = getattr(CATALOGUE, kind)
        for name, row in agreements(kind).items():
            cells = printed[f"{kind}-{name}"]
            assert said(definitions[name].name, language) in cells
            for one in row.values():
                for error in (one.path, one.step):
                    assert error is None or bound(error) in cells
    for framework in FRAMEWORKS.values():
        assert said(framework.name, language) in page.text
        assert framework.version is None or framework.version in page.text
    assert "10⁻¹²" in page.text and ("Per step" if language == "en" else "每步") in page.text


@EACH_LANGUAGE
def test_it_is_linked_from_the_optimizers_and_leads_back(client: TestClient, language: str) -> None:
    page = fetched(client, "/agreement", language)
    for name in CATALOGUE.optimizers:
        own = fetched(client, f"/optimizers/{name}", language)
        (link,) = [link for link in own.links() if f"#optimizers-{name}" in link]
        assert link.startswith("/agreement?")
        assert f'id="optimizers-{name}"' in page.source
        assert any(back.startswith(f"/optimizers/{name}?") for back in page.links())
        for framework, (path, step) in of_optimizer(name):
            assert said(framework.name, language) in own.text
            assert all(error in own.text for error in (path, step) if error is not None)
    assert [link for link in fetched(client, "/optimizers", language).links() if link.startswith("/agreement")]


def test_what_was_not_measured_has_no_errors() -> None:
    assert of_optimizer("somebody's own") == []
