"""Both languages, both themes."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.lab import OpenLab

HAN = re.compile(r"[\u4e00-\u9fff]")


def test_the_language_is_the_readers_unless_the_address_says_otherwise(lab: OpenLab) -> None:
    page = lab("/?surface=booth&run=adam&lang=zh", language=None, theme=None)
    assert page.page.locator("html").get_attribute("lang") == "zh-Hans"
    expect(page.page.locator("#problem-title")).to_have_text("问题")


def test_switching_the_language_keeps_the_scene(lab: OpenLab) -> None:
    page = lab("/?surface=booth&steps=77&run=adam:lr=0.2")
    page.click_map(0.6, 0.6)
    start = page.value("start")
    page.page.locator("#language").click()
    expect(page.page.locator("#problem-title")).to_have_text("问题")
    page.has(surface="booth", steps="77", start=start, lang="zh")
    page.page.locator("#language").click()
    expect(page.page.locator("#problem-title")).to_have_text("Problem")


@pytest.mark.parametrize("scene", ["", "surface=rastrigin&run=sgd:lr=5", "dataset=article&run=sgd:lr=0.2,batch=1"])
def test_nothing_is_left_in_the_other_language(lab: OpenLab, scene: str) -> None:
    english = lab(f"/?{scene}", language="en")
    english.unfold(0)
    shown = english.page.locator("main").inner_text()
    assert not HAN.search(shown), HAN.findall(shown)
    chinese = lab(f"/?{scene}", language="zh")
    chinese.unfold(0)
    for sentence in (*chinese.outcomes(), *chinese.page.locator(".idea, .differs, h2, .label").all_inner_texts()):
        assert HAN.search(sentence) or re.fullmatch(r"[\w(), =ŷ]*", sentence), sentence


def test_numbers_and_han_are_set_apart_by_the_renderer_and_not_by_blanks(lab: OpenLab) -> None:
    page = lab(language="zh")
    texts = page.page.locator("main").inner_text()
    assert not re.search(r"[\u4e00-\u9fff] [\u4e00-\u9fff]", texts.replace("\n", "|"))
    assert page.page.locator("html").evaluate("element => getComputedStyle(element).textAutospace") == "normal"


def test_the_theme_changes_at_once(lab: OpenLab) -> None:
    page = lab("/?surface=booth&run=adam", theme=None, reduced_motion=True)
    light = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    with page.redrawn():
        page.page.get_by_label("Theme").select_option("dark")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") != light
    page.has(theme="dark")
    page.page.reload()
    page.page.wait_for_selector("#lab[data-ready]")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") != light


def test_auto_follows_the_system(lab: OpenLab) -> None:
    page = lab("/?surface=booth&run=adam&theme=auto", theme=None, reduced_motion=True)
    light = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    with page.redrawn():
        page.page.emulate_media(color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") != light
