"""How a run ended, said in a sentence."""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ..settings import LIMITS
from ..text import Text
from .problem import Problem

# What comes after the last point: nothing, a loss that has left its limits, numbers that are too large, a place where
# loss or gradient is not defined, or no place at all.
Beyond = Literal["none", "loss", "overflow", "undefined", "nowhere"]

Kind = Literal["completed", "converged", "stalled", "diverged", "left_domain"]

# A run has converged where a Newton step from its end would lower the loss by less than this part of what it has
# lowered so far, and the surface curves upwards there; or where it has come this near to a known minimum that is a
# kink or flat, in parts of the view.
_CONVERGED = 1e-10
_NEAR = 1e-4
# It has stalled where its last tenth moved it by less than this part of the view.
_STALLED = 1e-6

_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Outcome:
    """``step`` is the index of the last point of the path; ``near`` the loss below which a run that has converged had
    arrived, None for others."""

    kind: Kind
    step: int
    message: Text
    near: float | None = None


@dataclass(frozen=True, slots=True)
class Ending:
    """What is known at the end of a run: its last finite point with loss and gradient, whether the next one is not
    finite and why, and how far its last tenth went."""

    step: int
    steps: int
    point: tuple[float, float]
    loss: float
    gradient_norm: float
    first_loss: float
    beyond: Beyond
    recent_distance: float
    rate: float
    plain: bool


def number(value: float) -> str:
    """Four significant digits, with a real minus and powers of ten."""
    mantissa, exponent = f"{value:.3e}".split("e")
    if value == 0 or -3 <= int(exponent) < 4:
        return f"{value + 0.0:.4g}".replace("-", "−")  # the sum takes the sign from −0
    mantissa = mantissa.rstrip("0").rstrip(".")
    power = f"10{str(int(exponent)).translate(_SUPERSCRIPTS)}"
    if mantissa in ("1", "-1"):
        return power if mantissa == "1" else f"−{power}"
    return f"{mantissa.replace('-', '−')}×{power}"


def loss_limit(first_loss: float) -> float:
    """A run ends where its loss leaves ±this."""
    return min(LIMITS.divergence * max(1.0, abs(first_loss)), sys.float_info.max)


def outcome_of(problem: Problem, ending: Ending) -> Outcome:
    """The outcome of a run from how it ended."""
    kind: Kind
    near: float | None = None
    if ending.beyond == "undefined":
        kind, message = "left_domain", _left_domain(ending)
    elif ending.beyond != "none":
        kind, message = "diverged", _diverged(problem, ending)
    elif (converged := _converged(problem, ending)) is not None:
        kind, (message, near) = "converged", converged
    elif ending.steps >= 10 and ending.recent_distance <= _STALLED * _size(problem):
        kind, message = "stalled", _stalled(problem, ending)
    else:
        kind, message = "completed", _completed(problem, ending)
    return Outcome(kind, ending.step, message, near)


def _size(problem: Problem) -> float:
    view = problem.view
    return math.hypot(view.x[1] - view.x[0], view.y[1] - view.y[0])


def _completed(problem: Problem, ending: Ending) -> Text:
    if ending.loss <= ending.first_loss:
        return Text(
            en="All {steps} steps taken; the loss is {loss} and the gradient’s norm {norm}.",
            zh="走完全部{steps}步；损失为{loss}，梯度范数为{norm}。",
        ).format(steps=ending.steps, loss=number(ending.loss), norm=number(ending.gradient_norm))
    grown = Text(
        en="All {steps} steps taken, and the loss has grown from {first} to {loss}.",
        zh="走完全部{steps}步，损失却从{first}增大到{loss}。",
    ).format(steps=ending.steps, first=number(ending.first_loss), loss=number(ending.loss))
    return _joined(grown, _above_edge(problem, ending))


def _left_domain(ending: Ending) -> Text:
    return Text(
        en="Left the domain: after step {step} the next point is one where the loss or its gradient is not defined.",
        zh="离开定义域：第{step}步之后，下一个点上损失或其梯度没有定义。",
    ).format(step=ending.step)


def _diverged(problem: Problem, ending: Ending) -> Text:
    if ending.beyond == "nowhere":
        return Text(
            en="Diverged: after step {step} the update is no number, as 0/0 and ∞ − ∞ are none. "
            "Try a smaller learning rate, or an ε above 0 where there is one.",
            zh="发散：第{step}步之后的更新量不是数（例如0/0或∞ − ∞）。请试试更小的学习率；如有ε，请取大于0的值。",
        ).format(step=ending.step)
    if ending.beyond == "overflow":
        what = Text(
            en="Diverged: after step {step} the next loss or gradient is beyond every number.",
            zh="发散：第{step}步之后，下一个损失或梯度超出了可表示的范围。",
        )
    elif ending.loss < 0:
        what = Text(
            en="Diverged: the loss fell below −{limit} at step {step}; this surface has no lowest point.",
            zh="发散：第{step}步损失低于−{limit}；该曲面没有最低点。",
        )
    else:
        what = Text(
            en="Diverged: the loss left {limit} at step {step}.",
            zh="发散：第{step}步损失超过{limit}。",
        )
    what = what.format(step=ending.step, limit=number(loss_limit(ending.first_loss)))
    if ending.loss < 0 and ending.beyond == "loss":
        return what
    smaller = Text(en="Try a smaller learning rate than {rate}.", zh="请试试小于{rate}的学习率。")
    return _joined(what, _above_edge(problem, ending) or smaller.format(rate=number(ending.rate)))


def _joined(first: Text, second: Text | None) -> Text:
    return first if second is None else Text(en=f"{first.en} {second.en}", zh=first.zh + second.zh)


def _above_edge(problem: Problem, ending: Ending) -> Text | None:
    """Why plain gradient descent grows, where that is known."""
    edge = _edge(problem)
    if not ending.plain or edge is None or ending.rate <= edge:
        return None
    return Text(
        en="η = {rate} is above the edge 2/λmax = {edge}.",
        zh="η = {rate}已超过稳定边界2/λmax = {edge}。",
    ).format(rate=number(ending.rate), edge=number(edge))


def _edge(problem: Problem) -> float | None:
    """2/λmax where the curvature is the same everywhere, so that it decides."""
    if not problem.constant_curvature:
        return None
    curvature = problem.curvature_at(*problem.start)
    return 2 / curvature[1] if curvature is not None and curvature[1] > 0 else None


def _converged(problem: Problem, ending: Ending) -> tuple[Text, float] | None:
    """What to say of a run that has converged, and the loss below which it had arrived."""
    x, y = ending.point
    for minimum in problem.minima:
        near = math.hypot(x - minimum.x, y - minimum.y) <= _NEAR * _size(problem)
        gap = 1e-6 * max(abs(ending.first_loss - minimum.value), 1e-300)
        if near and ending.loss - minimum.value <= gap:
            message = Text(
                en="Converged: within {distance} of the minimum, loss {loss}.",
                zh="收敛：距极小值点{distance}，损失{loss}。",
            ).format(distance=number(math.hypot(x - minimum.x, y - minimum.y)), loss=number(ending.loss))
            return message, minimum.value + gap
    lowest = problem.minimum
    if lowest is not None and ending.loss - lowest <= (gap := _CONVERGED * abs(ending.first_loss - lowest)):
        # Minima may form a curve, or repeat beyond those that are listed.
        message = Text(
            en="Converged: the loss is {loss}, the lowest there is.", zh="收敛：损失为{loss}，已是最低值。"
        ).format(loss=number(ending.loss))
        return message, lowest + gap
    curvature = problem.curvature_at(x, y)
    if curvature is None or curvature[0] <= 0:
        return None
    # ½ gᵀH⁻¹g is what a Newton step would still gain; λmin bounds it from above.
    gain = ending.gradient_norm * ending.gradient_norm / (2 * curvature[0])
    gap = _CONVERGED * abs(ending.first_loss - ending.loss)
    if gain > gap:
        return None
    message = Text(
        en="Converged to a local minimum: loss {loss}, gradient norm {norm}.",
        zh="收敛到一个局部极小值：损失{loss}，梯度范数{norm}。",
    ).format(loss=number(ending.loss), norm=number(ending.gradient_norm))
    return message, ending.loss + gap


def since(loss: Sequence[float], near: float) -> int:
    """The first step from which on a loss stays within ``near``; its last entry does."""
    step = len(loss) - 1
    while step > 0 and loss[step - 1] <= near:
        step -= 1
    return step


def _stalled(problem: Problem, ending: Ending) -> Text:
    curvature = problem.curvature_at(*ending.point)
    # A curve of minima has λmin = 0 up to rounding; a saddle falls away for good.
    saddle = curvature is not None and curvature[0] < -1e-9 * abs(curvature[1])
    if saddle and ending.gradient_norm <= 1e-6:
        return Text(
            en="Stalled at a saddle point: the gradient’s norm is {norm}, but the surface falls away to the side.",
            zh="停在鞍点：梯度范数为{norm}，但曲面仍向侧面下降。",
        ).format(norm=number(ending.gradient_norm))
    return Text(
        en="Stalled: the last tenth of the run moved by {distance} only; the gradient’s norm is {norm}, η is {rate}.",
        zh="停滞：最后十分之一的步数只移动了{distance}；梯度范数为{norm}，η为{rate}。",
    ).format(distance=number(ending.recent_distance), norm=number(ending.gradient_norm), rate=number(ending.rate))
