"""A run as a Jupyter notebook: words, the rule, the NumPy script in cells, and a picture where matplotlib is there."""

from __future__ import annotations

import json
from typing import Any, Final

from ...catalogue.terms import FRAMEWORKS
from ...text import Text
from .numpy_script import numpy_sections
from .pieces import rule_lines, tidy
from .plan import Plan
from .printing import number
from .words import Language, say

_OPEN: Final = Text(
    en="This notebook repeats one run of Descent Lab with NumPy alone and ends at the same point:",
    zh="此笔记本仅用NumPy重复梯度下降实验室的一个运行，终点相同：",
)
_FROM: Final = Text(
    en="The method: {authors} ({year}), [{title}]({url}).", zh="方法出处：{authors}（{year}），[{title}]({url})。"
)
_RULE: Final = Text(
    en="## The rule\n\nOne update as the page shows it, and as the loop below runs it:",
    zh="## 更新规则\n\n页面上显示的一次更新，也就是下面循环中的代码：",
)
_PROBLEM: Final = Text(en="## The loss and its gradient", zh="## 损失与梯度")
_RUN: Final = Text(en="## The run", zh="## 运行")
_PICTURE: Final = Text(
    en="## The path\n\nDrawn where matplotlib is installed, on the logarithm of the loss above its lowest value here.",
    zh="## 路径\n\n安装了matplotlib时画出；底图是损失与此处最低值之差的对数。",
)
_SCENE: Final = Text(en="The whole scene: `/?{address}`", zh="完整场景：`/?{address}`")
_NO_PLOT: Final = Text(
    en="matplotlib is not installed: pip install matplotlib draws the path.",
    zh="未安装matplotlib：执行pip install matplotlib后即可画出路径。",
)


def notebook(plan: Plan, language: Language) -> str:
    """The notebook's JSON, nbformat 4.5."""

    def said(text: Text, **values: object) -> str:
        return say(text.format(**values) if values else text, language)

    parts = numpy_sections(plan, language, recording=True)
    paper = plan.optimizer.paper
    title = [
        f"# {say(plan.title, language)}",
        "",
        say(plan.optimizer.idea, language),
        "",
        said(_FROM, authors=paper.authors, year=paper.year, title=paper.title, url=paper.url),
        "",
        said(_OPEN),
        "",
        f"`{plan.problem.parameters[0]} = {plan.end[0]!r}`, `{plan.problem.parameters[1]} = {plan.end[1]!r}`",
    ]
    if plan.address is not None:
        title += ["", said(_SCENE, address=plan.address)]
    rule = [
        said(_RULE),
        "",
        "```python",
        *rule_lines(plan.variant.rule),
        "```",
        "",
        say(plan.variant.differs, language),
    ]
    cells = [
        _words("title", title),
        _code("imports", parts.opening),
        _words("rule", rule),
        _words("problem-words", [said(_PROBLEM)]),
        _code("problem", parts.problem),
        _words("run-words", [said(_RUN)]),
        _code("settings", parts.settings),
        _code("run", [*parts.loop, "", *parts.end]),
        _words("picture-words", [said(_PICTURE)]),
        _code("picture", _picture(plan, said(_NO_PLOT))),
    ]
    document = {
        "cells": cells,
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
            "title": f"{say(plan.optimizer.name, language)} · {say(FRAMEWORKS[plan.variant.framework].name, language)}",
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _source(lines: list[str]) -> list[str]:
    text = tidy(lines).strip("\n")
    return text.splitlines(keepends=True)


def _words(name: str, lines: list[str]) -> dict[str, Any]:
    return {"cell_type": "markdown", "id": name, "metadata": {}, "source": _source(lines)}


def _code(name: str, lines: list[str]) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": name,
        "metadata": {},
        "outputs": [],
        "source": _source(lines),
    }


def _picture(plan: Plan, missing: str) -> list[str]:
    view = plan.problem.view if plan.scene.problem.kind != "formula" else plan.scene.problem.view
    first, second = plan.problem.parameters
    edges = ", ".join(map(number, view.x)), ", ".join(map(number, view.y))
    return [
        "try:",
        "    import matplotlib.pyplot as plt",
        "except ImportError:",
        f'    print("{missing}")',
        "else:",
        f"    xs, ys = np.linspace({edges[0]}, 120), np.linspace({edges[1]}, 120)",
        '    with np.errstate(all="ignore"):',
        "        values = np.array([[float(loss(np.array([a, b]))) for a in xs] for b in ys])",
        "    lowest = np.nanmin(values[np.isfinite(values)])",
        "    height = np.log10(np.where(np.isfinite(values), values, np.nan) - lowest + 1e-9 * (1 + abs(lowest)))",
        "    figure, axes = plt.subplots()",
        '    axes.contourf(xs, ys, height, levels=24, cmap="cividis", alpha=0.8)',
        '    axes.plot(*np.array(path).T, ".-", color="#d55e00", markersize=3, linewidth=1)',
        '    axes.plot(*path[0], "o", color="black", fillstyle="none")',
        f"    axes.set(xlim=({edges[0]}), ylim=({edges[1]}), xlabel={first!r}, ylabel={second!r})",
        "    plt.show()",
    ]
