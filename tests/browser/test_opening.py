"""The page opens, moves, and says what was wrong with its address."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.lab import OpenLab

BROKEN = "/?surface=rosenbrok&steps=abc&seed=3&run=adam:lr=0.1&run=sdg&utm_source=mail"


def test_the_first_scene_moves(lab: OpenLab) -> None:
    page = lab()
    assert page.value("surface").startswith("rosenbrock")
    assert [run.split(":")[0] for run in page.runs()] == ["sgd", "momentum", "rmsprop", "adam"]
    expect(page.page.locator(".panel")).to_have_count(4)
    before, step = page.pixels(), page.step()
    page.page.wait_for_timeout(500)
    assert page.step() > step
    assert page.pixels() != before


def test_it_moves_within_a_second(lab: OpenLab) -> None:
    page = lab()
    page.page.reload()
    page.page.wait_for_function("() => parseInt(document.querySelector('.step-count')?.textContent) > 0")
    assert page.evaluate("performance.now()") < 3000  # a slow machine; the number is printed for those who look
    print(f"first moving frame after {page.evaluate('performance.now()'):.0f} ms")


def test_a_race_ends_and_every_run_has_its_sentence(lab: OpenLab) -> None:
    page = lab("/?surface=booth&steps=20&run=adam&run=sgd:lr=0.05")
    page.page.locator(".speed").select_option("8")
    expect(page.page.locator(".step-count")).to_have_text("20 / 20", timeout=15_000)
    assert len(page.outcomes()) == 2
    assert all(sentence.endswith(".") for sentence in page.outcomes())


def test_reduced_motion_stands_at_the_end(lab: OpenLab) -> None:
    page = lab(reduced_motion=True)
    expect(page.page.locator(".step-count")).to_have_text("300 / 300")
    page.page.wait_for_timeout(300)
    expect(page.page.locator(".step-count")).to_have_text("300 / 300")


def test_panels_and_player_are_in_sight(lab: OpenLab) -> None:
    page = lab(width=1440, height=900)
    for name in (".panel canvas", ".player", "#curve", ".scrub"):
        for part in page.page.locator(name).all():
            box = part.bounding_box()
            assert box is not None and box["y"] >= 0 and box["y"] + box["height"] <= 900, name
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")


def test_a_broken_address_is_said_and_kept_as_far_as_it_goes(lab: OpenLab) -> None:
    page = lab(BROKEN)
    notice = page.page.locator("#notice")
    expect(notice).to_contain_text("names no problem that can be shown")
    expect(notice).to_contain_text("rosenbrok")
    expect(notice).to_contain_text("abc")
    expect(notice).to_contain_text("sdg")
    expect(page.page.locator(".run")).to_have_count(1)
    assert "steps=abc" in page.page.url, "the broken address stays to be mended"
    page.page.locator(".start-fields input").first.fill("1")
    page.page.keyboard.press("Enter")
    expect(notice).to_be_hidden()
    page.has(surface="rosenbrock", seed="3", steps="200")
    assert "utm_source" not in page.page.url


def test_a_broken_address_is_said_in_chinese(lab: OpenLab) -> None:
    page = lab(BROKEN, language="zh")
    expect(page.page.locator("#notice")).to_contain_text("没有可以显示的问题")


def test_a_fault_of_a_formula_is_marked_where_it_stands(lab: OpenLab) -> None:
    page = lab("/?formula=x**2%2Bsinn(3*y)&view=-3,3,-2,2&run=adam", width=390, height=844)
    notice = page.page.locator("#notice")
    expect(notice.locator("code")).to_have_text("x**2+sinn(3*y)")
    expect(notice.locator("mark")).to_have_text("sinn")
    box, stage = notice.bounding_box(), page.page.locator("#stage").bounding_box()
    assert box and stage and 0 < box["y"] < stage["y"], "on a phone the notice comes first"


def test_foreign_keys_are_passed_over(lab: OpenLab) -> None:
    page = lab("/?surface=booth&run=adam&utm_source=mail&fbclid=1")
    expect(page.page.locator("#notice")).to_be_hidden()
    expect(page.page.locator("#heading")).to_contain_text("Booth")
    page.has(surface="booth", steps="200")
