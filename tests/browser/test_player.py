"""Play, pause, step, scrub, speed, by hand and by keys."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.lab import OpenLab

SCENE = "/?surface=booth&steps=100&run=sgd:lr=0.01&run=adam:lr=0.5"


def test_play_and_pause(lab: OpenLab) -> None:
    page = lab(SCENE)
    page.page.get_by_role("button", name="Pause").click()
    step = page.step()
    page.page.wait_for_timeout(300)
    assert page.step() == step
    page.press("Space")
    page.page.wait_for_function("step => parseInt(document.querySelector('.step-count').textContent) > step", arg=step)
    expect(page.page.get_by_role("button", name="Pause")).to_be_visible()
    page.press("Space")
    expect(page.page.get_by_role("button", name="Play")).to_be_visible()


def test_steps(lab: OpenLab) -> None:
    page = lab(SCENE)
    page.press("Home")
    assert page.step() == 0
    losses = page.losses()
    page.page.get_by_role("button", name="One step forward").click()
    assert page.step() == 1
    assert page.losses() != losses
    page.press("Shift+ArrowRight")
    assert page.step() == 11
    page.page.get_by_role("button", name="One step back").click()
    assert page.step() == 10
    page.press("End")
    assert page.step() == 100


def test_scrub_moves_all_figures(lab: OpenLab) -> None:
    page = lab(SCENE)
    page.press("Home")
    scrub = page.page.locator(".scrub")
    box = scrub.bounding_box()
    assert box is not None
    curve = page.page.locator("#curve")
    before = curve.evaluate("canvas => canvas.toDataURL()")
    with page.redrawn():
        page.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert 45 <= page.step() <= 55
    page.page.wait_for_timeout(100)
    assert curve.evaluate("canvas => canvas.toDataURL()") != before
    scrub.press("ArrowRight")
    assert 46 <= page.step() <= 56


def test_pressing_on_the_curve_goes_there(lab: OpenLab) -> None:
    page = lab(SCENE)
    page.press("Home")
    box = page.page.locator("#curve").bounding_box()
    assert box is not None
    page.page.mouse.click(box["x"] + 0.75 * box["width"], box["y"] + box["height"] / 2)
    page.page.wait_for_function("() => parseInt(document.querySelector('.step-count').textContent) > 60")


def test_speed(lab: OpenLab) -> None:
    def pace(speed: str) -> int:
        page = lab(SCENE.replace("steps=100", "steps=1000"))
        page.press("Home")
        page.page.locator(".speed").select_option(speed)
        page.press("Space")
        page.page.wait_for_timeout(700)
        page.press("Space")
        return page.step()

    slow, fast = pace("0.25"), pace("4")
    assert fast > 3 * slow > 0


def test_a_loop_starts_over_at_the_end(lab: OpenLab) -> None:
    page = lab(SCENE)
    loop = page.page.get_by_role("button", name="loop")
    expect(loop).to_have_attribute("aria-pressed", "false")
    loop.press("Enter")
    expect(loop).to_have_attribute("aria-pressed", "true")
    page.page.locator(".speed").select_option("16")
    page.press("End")
    page.press("ArrowLeft")
    page.press("Space")
    page.page.wait_for_function(
        "() => { const n = parseInt(document.querySelector('.step-count').textContent); return n > 0 && n < 90; }"
    )
    expect(page.page.get_by_role("button", name="Pause")).to_be_visible()


def test_what_happens_is_told_along_the_scrubber(lab: OpenLab) -> None:
    page = lab("/?surface=booth&steps=120&run=adam:lr=0.5&run=sgd:lr=0.2&run=sgd:lr=0.1", reduced_motion=True)
    told = page.page.locator("#happenings li").all_inner_texts()
    ticks = page.page.locator(".tick")
    assert told == [tick.get_attribute("title") for tick in ticks.all()]
    steps = [int(sentence.split(":")[0].removeprefix("Step ")) for sentence in told]
    assert steps == sorted(steps)
    for words in ("SGD · η 0.2 diverges", "SGD · η 0.1 has converged", "takes the lead"):
        assert any(words in sentence for sentence in told), told
    ticks.first.click()
    assert page.step() == steps[0]
    page.press("Home")
    for step, sentence in zip(steps, told, strict=True):
        page.page.keyboard.press("e")
        assert page.step() == step
        scrub = page.page.locator(".scrub")
        expect(scrub).to_be_focused()
        assert sentence in str(scrub.get_attribute("aria-valuetext"))
    page.page.keyboard.press("Shift+E")
    assert page.step() == steps[-2]
    diverged = told.index(next(sentence for sentence in told if "diverges" in sentence))
    page.page.locator(".legend-run").nth(1).click()
    expect(page.page.locator("#happenings li")).to_have_count(len(told) - 1)
    assert told[diverged] not in page.page.locator("#happenings li").all_inner_texts()


def test_keys_choose_runs_views_and_help(lab: OpenLab) -> None:
    page = lab()
    page.press("2")
    expect(page.page.locator("#rule h3")).to_contain_text("Momentum")
    page.press("v")
    expect(page.page.locator(".panel")).to_have_count(1)
    assert "layout=overlay" in page.page.url
    page.press("v")
    page.has(layout="3d")
    page.press("v")
    expect(page.page.locator(".panel")).to_have_count(4)
    page.press("?")
    dialog = page.page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    page.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_keys_in_a_field_belong_to_the_field(lab: OpenLab) -> None:
    page = lab("/?formula=x**2%2By**2&run=sgd:lr=0.1", reduced_motion=True)
    step = page.step()
    page.page.locator(".formula-field textarea").focus()
    page.page.keyboard.press("Home")
    page.page.keyboard.type("1 + ")
    page.has(formula="1 + x**2+y**2")
    assert page.step() == step
