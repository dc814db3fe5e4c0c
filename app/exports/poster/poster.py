"""A scene at a step as SVG: a panel a run, or all runs in one, with a title and a key to the runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Final, Literal, get_args

import numpy as np

from ...catalogue import CATALOGUE
from ...catalogue.terms import FRAMEWORKS
from ...engine.problem import Problem, problem_of
from ...engine.race import race
from ...engine.scene import FitProblem, Scene, SurfaceProblem, canonical
from ...formula.typed import typed
from ...text import Text
from .ground import Frame, frame_and_axes, ground
from .shapes import cased, circle, cross, line_key, n, star, text, width_of
from .style import Palette, Theme, face, palette, style_of
from .ticks import short
from .trails import Trail, trail

Layout = Literal["panels", "overlay"]
Language = Literal["en", "zh"]
LAYOUTS: Final = get_args(Layout)
THEMES: Final = get_args(Theme)

# Pixels: around everything, for the title, for what stands around a panel's inside.
_EDGE: Final = 28
_TITLE: Final = 62
_LEFT: Final = 44
_BELOW: Final = 26
_HEAD: Final = 34
_KEYS: Final = 320

_ON: Final = Text(en="{runs} on {where}", zh="{where}：{runs}")
_MANY: Final = Text(en="{count} runs", zh="{count}个运行")
_AND: Final = Text(en=" and ", zh="与")
_COMMA: Final = Text(en=", ", zh="、")
_STEP: Final = Text(en="after {step} of {steps} steps", zh="第{step}步（共{steps}步）")
_WHOLE: Final = Text(en="{steps} steps", zh="共{steps}步")
_LOSS: Final = Text(en="loss {loss}", zh="损失{loss}")
_DIVERGED: Final = Text(en="diverged at step {step}", zh="第{step}步发散")
_LEFT_DOMAIN: Final = Text(en="left the domain at step {step}", zh="第{step}步离开定义域")
_OWN: Final = Text(en="own data points", zh="自己的数据点")
_LAB: Final = Text(en="Descent Lab", zh="梯度下降实验室")


@dataclass(frozen=True)
class Look:
    """How a poster is asked for. ``step`` None is the end; sizes are in pixels."""

    step: int | None = None
    layout: Layout = "panels"
    theme: Theme = "light"
    language: Language = "en"
    width: int = 1200
    height: int = 630


def poster(scene: Scene, look: Look) -> str:
    """The picture of a scene. Raises InvalidScene where it cannot be raced."""
    whole = canonical(scene)
    answer = race(whole)
    return _Poster(whole, problem_of(whole.problem), answer["trajectories"], look).text()


def title_of(scene: Scene, answers: Sequence[Mapping[str, Any]], language: Language) -> str:
    """What stands over the picture of a canonical scene, whose trajectories ``answers`` are."""
    return _Poster(scene, problem_of(scene.problem), answers, Look(language=language)).title


class _Poster:
    def __init__(self, scene: Scene, problem: Problem, answers: Sequence[Mapping[str, Any]], look: Look) -> None:
        self.scene, self.problem, self.look = scene, problem, look
        self.theme: Palette = palette(look.theme)
        self.step = scene.steps if look.step is None else min(look.step, scene.steps)
        self.trails = [Trail(each, style_of(i, look.theme), self.step) for i, each in enumerate(answers)]
        self.names = self._names(answers)

    def say(self, words: Text, **values: object) -> str:
        said = words.format(**values) if values else words
        return said.zh if self.look.language == "zh" else said.en

    def _names(self, answers: Sequence[Mapping[str, Any]]) -> list[str]:
        """Names of the runs, with their frameworks where two are alike, and a number where that is not enough."""
        optimizers = [CATALOGUE.optimizers[each["optimizer"]] for each in answers]
        names = [self.say(each.short or each.name) for each in optimizers]
        frameworks = [self.say(FRAMEWORKS[each["framework"]].name) for each in answers]
        known = Counter(names)
        with_framework = [
            self.say(Text(en="{name} ({of})", zh="{name}（{of}）"), name=name, of=of) if known[name] > 1 else name
            for name, of in zip(names, frameworks, strict=True)
        ]
        known, seen = Counter(with_framework), Counter[str]()
        made = []
        for name in with_framework:
            seen[name] += 1
            made.append(f"{name} {seen[name]}" if known[name] > 1 else name)
        return made

    @property
    def title(self) -> str:
        spec = self.scene.problem
        if isinstance(spec, SurfaceProblem):
            where = self.say(CATALOGUE.surfaces[spec.id].name)
        elif isinstance(spec, FitProblem):
            where = self.say(CATALOGUE.datasets[spec.dataset].name if spec.dataset is not None else _OWN)
        else:
            where = typed(self.problem.formula).stripped().source
        runs = list(dict.fromkeys(self.names))
        listed = (
            self.say(_MANY, count=len(runs))
            if len(runs) > 4
            else self.say(_AND).join([self.say(_COMMA).join(runs[:-1]), runs[-1]] if len(runs) > 1 else runs)
        )
        return self.say(_ON, runs=listed, where=where)

    @property
    def time(self) -> str:
        if self.step >= self.scene.steps:
            return self.say(_WHOLE, steps=self.scene.steps)
        return self.say(_STEP, step=self.step, steps=self.scene.steps)

    def end_of(self, of: Trail) -> str:
        outcome = of.answer["outcome"]
        if of.broken:
            words = _DIVERGED if outcome["kind"] == "diverged" else _LEFT_DOMAIN
            return self.say(words, step=outcome["step"])
        return self.say(_LOSS, loss=short(of.answer["loss"][of.last]))

    def text(self) -> str:
        look, theme = self.look, self.theme
        inner = self._panels() if look.layout == "panels" else self._overlay()
        size = min(24.0, 24.0 * (look.width - 2 * _EDGE - 150) / max(1.0, width_of(self.title, 24)))
        size_of = f'width="{look.width}" height="{look.height}"'
        head = [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {look.width} {look.height}" {size_of} '
            f'font-family="{face(look.language)}" lang="{look.language}" role="img" '
            f'aria-label="{escape(self.title)}">',
            f"<title>{escape(self.title)}</title>",
            f'<rect width="{look.width}" height="{look.height}" fill="{theme.paper}"/>',
            text(_EDGE, _EDGE + 18, self.title, size, theme.ink, more=' font-weight="600"'),
            text(look.width - _EDGE, _EDGE + 18, self.time, 14, theme.soft, "end"),
        ]
        foot = text(look.width - _EDGE, look.height - 10, self.say(_LAB), 11, theme.faint, "end")
        return "\n".join([*head, *inner, foot, "</svg>", ""])

    def _defs(self, frame: Frame) -> list[str]:
        start = self.scene.start
        assert start is not None
        places = [start, *((m.x, m.y) for m in self.problem.minima), *self.problem.saddles]
        marks = frame.pixels(np.array([x for x, _ in places]), np.array([y for _, y in places]))
        avoid = [(float(x), float(y)) for x, y in marks]
        signs = []
        for (x, y), at in zip(avoid, range(len(avoid)), strict=True):
            if not (0 <= x <= frame.width and 0 <= y <= frame.height):
                continue
            if 1 <= at <= len(self.problem.minima):
                signs.append(star(x, y, self.theme))
            elif at:
                signs.append(cased(cross(x, y, 3.6), self.theme.paper, self.theme.ink, 1.5))
        x, y = avoid[0]
        ring = cased(circle(x, y, 7), self.theme.paper, self.theme.ink, 2, 1.25)
        return [
            "<defs>",
            f'<clipPath id="inside"><path d="M0 0h{n(frame.width)}v{n(frame.height)}h{n(-frame.width)}z"/></clipPath>',
            '<g id="ground"><g clip-path="url(#inside)">',
            *ground(self.problem, frame, self.theme, avoid),
            "</g>",
            *frame_and_axes(frame, self.problem.parameters, self.theme),
            "</g>",
            f'<g id="signs">{"".join(signs)}{ring}</g>',
            "</defs>",
        ]

    def _panel(self, x: float, y: float, frame: Frame, trails: Sequence[Trail]) -> list[str]:
        lines, marks = [], []
        for each in trails:
            line, mark = trail(each, frame, self.theme)
            lines += line
            marks += mark
        return [
            f'<g transform="translate({n(x)} {n(y)})">',
            '<use href="#ground"/>',
            '<g clip-path="url(#inside)">',
            *lines,
            "</g>",
            '<use href="#signs"/>',
            *marks,
            "</g>",
        ]

    def _panels(self) -> list[str]:
        look, count = self.look, len(self.trails)
        across, down = look.width - 2 * _EDGE, look.height - _TITLE - _EDGE
        around_x, around_y = _LEFT + 16, _HEAD + _BELOW

        def sides(columns: int) -> tuple[float, float]:
            rows = -(-count // columns)
            return across / columns - around_x, down / rows - around_y

        # The largest panels that are not much wider than high.
        columns = max(range(1, count + 1), key=lambda c: min(sides(c)[0], 1.7 * sides(c)[1]) * min(sides(c)))
        width, height = sides(columns)
        width, height = max(40.0, min(width, 2.5 * height)), max(40.0, min(height, 1.25 * width))
        frame = Frame(width, height, self.problem.view)
        rows = -(-count // columns)
        spare_x = (across - columns * (width + around_x)) / 2
        spare_y = max(0.0, (down - rows * (height + around_y)) / 2)
        lines = self._defs(frame)
        for index, each in enumerate(self.trails):
            x = _EDGE + spare_x + (index % columns) * (width + around_x) + _LEFT
            y = _TITLE + spare_y + (index // columns) * (height + around_y) + _HEAD
            lines += self._panel(x, y, frame, [each])
            lines.append(line_key(x, y - 14, each.style, self.theme))
            end = self.end_of(each)
            if width_of(self.names[index], 14.5) + width_of(end, 12.5) + 62 > width:
                end = "" if each.broken else short(each.answer["loss"][each.last])
            room = width - 54 - width_of(end, 12.5) - 8
            lines.append(text(x + 54, y - 9, _cut(self.names[index], 14.5, room), 14.5, self.theme.ink))
            lines.append(text(x + width, y - 9, end, 12.5, self.theme.soft, "end"))
        return lines

    def _overlay(self) -> list[str]:
        look = self.look
        keys = min(_KEYS, 0.34 * look.width)
        width = look.width - 2 * _EDGE - _LEFT - keys - 24
        height = look.height - _TITLE - _EDGE - _BELOW - 8
        frame = Frame(width, height, self.problem.view)
        lines = [*self._defs(frame), *self._panel(_EDGE + _LEFT, _TITLE + 8, frame, self.trails)]
        x = _EDGE + _LEFT + width + 28
        each_row = min(54.0, (height - 8) / max(1, len(self.trails)))
        for index, each in enumerate(self.trails):
            y = _TITLE + 22 + index * each_row
            lines.append(line_key(x, y, each.style, self.theme))
            lines.append(text(x + 56, y + 5, _cut(self.names[index], 15, keys - 60), 15, self.theme.ink))
            if each_row >= 40:
                lines.append(text(x + 56, y + 24, self.end_of(each), 12.5, self.theme.soft))
        return lines


def _cut(content: str, size: float, room: float) -> str:
    """The text, shortened to the room that there is."""
    if width_of(content, size) <= room:
        return content
    while len(content) > 1 and width_of(content + "…", size) > room:
        content = content[:-1]
    return f"{content.rstrip()}…"
