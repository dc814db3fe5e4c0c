"""The rule with its numbers, step by step: they follow the player, in either language, and need no mouse."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, expect

from tests.browser.lab import Lab, OpenLab

SCENE = "/?surface=rosenbrock&start=-1.5,2.5&steps=40"


def opened(lab: OpenLab, path: str, step: int = 1, **options: object) -> Lab:
    """The lab on a step, with the rule's numbers in sight."""
    page = lab(path, reduced_motion=True, **options)
    page.pause_at(step)
    page.page.locator("#rule").scroll_into_view_if_needed()
    page.page.wait_for_selector(".inspector .lines li")
    return page


def line(page: Lab, start: str) -> Locator:
    """The line whose symbols begin so."""
    return page.page.locator(".inspector li").filter(has_text=re.compile(rf"^\s*{start}")).first


def result(row: Locator) -> list[str]:
    """What a line assigns, as printed."""
    last = row.locator(".worked .mathematics").last
    return last.locator("[data-value] span, mn").all_inner_texts()


def test_the_numbers_are_those_of_the_step(lab: OpenLab) -> None:
    page = opened(lab, f"{SCENE}&run=momentum:lr=0.001,momentum=0.9")
    expect(page.page.locator(".inspector .update")).to_have_text("Update 1: from point 0 to point 1")
    assert result(line(page, "θ")) == ["−1.645", "2.450"], "−1.5 − 0.001·145 and 2.5 − 0.001·50"
    page.press("ArrowRight")
    expect(page.page.locator(".inspector .update")).to_have_text("Update 2: from point 1 to point 2")
    assert page.page.locator(".inspector .begins [data-value=theta] span").all_inner_texts() == ["−1.645", "2.450"]
    assert result(line(page, "θ")) != ["−1.645", "2.450"]


def test_another_run_another_rule(lab: OpenLab) -> None:
    page = opened(lab, f"{SCENE}&run=sgd:lr=0.001&run=adamw:lr=0.05", 5)
    expect(page.page.locator(".inspector .lines li")).to_have_count(2)
    page.press("2")
    expect(page.page.locator("#rule h3")).to_contain_text("AdamW")
    expect(page.page.locator(".inspector .lines li")).to_have_count(6)
    expect(page.page.locator(".inspector li[data-most]")).to_have_count(1)
    expect(page.page.locator(".inspector li[data-most]")).to_contain_text("moves the point most: by 0.0")


def test_what_is_zero_is_left_out_and_said(lab: OpenLab) -> None:
    page = opened(lab, f"{SCENE}&run=adam:lr=0.05", 3)
    idle = page.page.locator(".inspector li[data-does=nothing]")
    expect(idle).to_contain_text("λ = 0")
    expect(idle.locator(".off")).to_have_count(1)
    page.unfold(0)
    page.quantity("/runs/0/hyperparameters/weight_decay").locator(".number-field").fill("0.1")
    page.page.keyboard.press("Tab")
    page.until_run(0, "weight_decay=0.1")
    expect(idle).to_have_count(0)
    expect(page.page.locator(".inspector .off")).to_have_count(0)


def test_schedules_and_wrappers_have_lines_of_their_own(lab: OpenLab) -> None:
    page = opened(lab, f"{SCENE}&run=sgd:lr=0.001~cosine:t_max=40,warmup=5~~clip_norm:max_norm=1~~lookahead", 7)
    heads = page.page.locator(".inspector h4").all_inner_texts()
    assert [head.split(":")[0] for head in heads] == ["Before the rule", "Before the rule", heads[2], "After the rule"]
    assert "Cosine" in heads[0] and "Lookahead" in heads[3]
    assert "undefined" not in page.page.locator(".inspector").inner_text()
    empty = page.page.locator(".inspector [data-value] span, .inspector mn[data-value]")
    assert all(text for text in empty.all_text_contents())


def test_a_run_that_ended_stays_at_its_last_update(lab: OpenLab) -> None:
    page = opened(lab, f"{SCENE}&run=sgd:lr=1&run=adam", 30)
    expect(page.page.locator(".inspector .update")).to_contain_text("this run’s last")


def test_a_line_search_shows_its_trials(lab: OpenLab) -> None:
    page = opened(lab, f"{SCENE}&run=lbfgs:line_search=1", 3)
    expect(page.page.locator(".natives dt").first).to_have_text("Pairs remembered")
    expect(page.page.locator(".natives dd").first).to_have_text("2")


def test_the_panel_takes_the_keyboard_and_is_not_announced(lab: OpenLab) -> None:
    page = opened(lab, f"{SCENE}&run=adam:lr=0.05", 3)
    group = page.page.get_by_role("group", name="The rule with its numbers")
    group.focus()
    page.page.keyboard.press("ArrowRight")
    expect(page.page.locator(".inspector .update")).to_contain_text("Update 4")
    assert page.page.locator("#rule [aria-live], #rule [role=status]").count() == 0


def test_nothing_is_asked_or_written_while_nobody_sees_it(lab: OpenLab) -> None:
    page = lab(f"{SCENE}&run=adam:lr=0.05", reduced_motion=True)
    page.page.get_by_role("button", name="Results and rule").click()
    asked: list[str] = []
    page.page.on("request", lambda request: asked.append(request.url))
    page.choose_problem("surface:booth")
    page.has(surface="booth")
    page.page.wait_for_timeout(300)
    assert not [url for url in asked if "/steps" in url]


def test_only_text_changes_while_the_race_plays(lab: OpenLab) -> None:
    page = opened(lab, f"{SCENE}&run=adam:lr=0.05", 1)
    changed = page.evaluate(
        """async () => {
             const kinds = new Set();
             const note = ({type, attributeName}) => kinds.add(type + (attributeName ?? ""));
             new MutationObserver(records => records.forEach(note))
               .observe(document.querySelector(".inspector .lines"),
                 {subtree: true, childList: true, characterData: true, attributes: true});
             for (let i = 0; i < 10; i++) {
               document.body.dispatchEvent(new KeyboardEvent("keydown", {key: "ArrowRight", bubbles: true}));
               await new Promise(requestAnimationFrame);
             }
             return [...kinds];
           }"""
    )
    assert changed == ["characterData"]


def test_in_chinese_and_on_a_telephone(lab: OpenLab) -> None:
    page = opened(lab, f"{SCENE}&run=adamw:lr=0.05", 3, language="zh", width=390, height=844)
    expect(page.page.locator(".inspector .update")).to_have_text("第3次更新：从点2到点3")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
